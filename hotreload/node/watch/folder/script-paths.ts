// Script paths: which files of a folder are scripts, by globs and endings, and what their ids are.

import { isAbsolute } from 'node:path'
import picomatch from 'picomatch'
import { TickswapError } from 'tickswap'
import { type ChangedScript, scriptEndings, scriptIdProblem } from 'tickswap/hotreload'

/** Globs, relative to the scripts' root, with forward slashes. */
export interface ScriptGlobs {
  /** Default: every file with one of the endings of scripts. */
  readonly include?: readonly string[]
  /** Besides `node_modules`, declarations (`*.d.ts`) and what starts with a dot, which are never scripts. */
  readonly exclude?: readonly string[]
}

/** A file that the globs take for a script. */
export interface ScriptFile extends ChangedScript {
  /** Why its name cannot be an id, in a sentence. */
  readonly problem: string | undefined
}

/** Says of paths, relative to the root with forward slashes, what they are. Never looks at the disk. */
export interface ScriptPaths {
  /** Undefined for a file that is no script. */
  scriptOf(file: string): ScriptFile | undefined
  /** Whether there may be scripts in the folder. */
  enters(folder: string): boolean
}

const allScripts = `**/*.{${scriptEndings.join(',')}}`
const neverScripts = ['**/node_modules/**', '**/*.d.{ts,mts}']
const ending = new RegExp(`\\.(${scriptEndings.join('|')})$`)

/** Passes over the folder ask for the same paths again and again, and globs take longer than the system does. */
const MOST_REMEMBERED = 20_000

/** @throws TickswapError for a glob that leads out of the folder. */
export function createScriptPaths({
  include = [allScripts],
  exclude = [],
}: ScriptGlobs): ScriptPaths {
  for (const glob of [...include, ...exclude]) refuseOutside(glob)
  const isIncluded = picomatch([...include])
  const isExcluded = picomatch([...neverScripts, ...exclude])
  const isHidden = (path: string) => isExcluded(path) || hasDotName(path)
  return {
    scriptOf: remembering((file) => {
      if (!ending.test(file) || !isIncluded(file) || isHidden(file)) return undefined
      // Some file systems take names apart into letters and accents. Ids have them composed.
      const composed = file.normalize('NFC')
      const id = composed.replace(ending, '')
      return { id, file: composed, problem: scriptIdProblem(id) }
    }),
    enters: remembering((folder) => folder === '' || !isHidden(folder)),
  }
}

function remembering<T>(answer: (path: string) => T): (path: string) => T {
  const answers = new Map<string, { readonly answer: T }>()
  return (path) => {
    const known = answers.get(path)
    if (known) return known.answer
    if (answers.size >= MOST_REMEMBERED) answers.clear()
    const found = answer(path)
    answers.set(path, { answer: found })
    return found
  }
}

/** Of two files with the same id, the one that is taken comes first: `a.ts` before `a.js`. */
export function byPrecedence(a: string, b: string): number {
  return endingRank(a) - endingRank(b) || (a < b ? -1 : 1)
}

function endingRank(file: string): number {
  return scriptEndings.findIndex((one) => file.endsWith(`.${one}`))
}

function hasDotName(path: string): boolean {
  return path.startsWith('.') || path.includes('/.')
}

function refuseOutside(glob: string): void {
  if (!isAbsolute(glob) && !glob.split(/[\\/]/).includes('..')) return
  throw new TickswapError(
    `watchSource: the glob ${JSON.stringify(glob)} leads out of the scripts' folder. Globs are relative to it, such as "npc/**".`,
  )
}
