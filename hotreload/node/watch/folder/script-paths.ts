// Script paths: which files of a folder are scripts, by globs and extensions, and their ids.

import { isAbsolute } from 'node:path'
import picomatch from 'picomatch'
import { TickswapError } from 'tickswap'
import {
  type ChangedScript,
  extensionRank,
  scriptExtensions,
  scriptIdProblem,
} from 'tickswap/hotreload/adapters'

/** Globs, relative to the scripts' root, with forward slashes. */
export interface ScriptGlobs {
  /** Default: every file with the extension of a script. */
  readonly include?: readonly string[]
  /**
   * In addition to `node_modules`, declarations (`*.d.ts`) and dot files, which are never scripts.
   */
  readonly exclude?: readonly string[]
}

/** A file that is a script by the globs. */
export interface ScriptFile extends ChangedScript {
  /** Why its name cannot be an id, in a sentence; undefined if it can. */
  readonly problem: string | undefined
}

/** Classifies paths, which are relative to the root, with forward slashes. Never reads the disk. */
export interface ScriptPaths {
  /** Undefined for a file that is not a script. */
  scriptOf(file: string): ScriptFile | undefined
  /** Whether there may be scripts in the folder. */
  enters(folder: string): boolean
}

const allScripts = `**/*.{${scriptExtensions.join(',')}}`
const neverScripts = ['**/node_modules/**', '**/*.d.{ts,mts}']
const extension = new RegExp(`\\.(${scriptExtensions.join('|')})$`)

/** Every pass over the folder has the same paths, and globs take longer than the system's calls. */
const MAX_CACHED = 20_000

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
    scriptOf: cached((file) => {
      if (!extension.test(file) || !isIncluded(file) || isHidden(file)) return undefined
      // Some file systems decompose names into letters and accents. In ids they are composed.
      const composed = file.normalize('NFC')
      const id = composed.replace(extension, '')
      return { id, file: composed, problem: scriptIdProblem(id) }
    }),
    enters: cached((folder) => folder === '' || !isHidden(folder)),
  }
}

function cached<T>(classify: (path: string) => T): (path: string) => T {
  const results = new Map<string, { readonly result: T }>()
  return (path) => {
    const known = results.get(path)
    if (known) return known.result
    if (results.size >= MAX_CACHED) results.clear()
    const result = classify(path)
    results.set(path, { result })
    return result
  }
}

/** Of two files with the same id, the one that is used comes first: `a.ts` before `a.js`. */
export function byPrecedence(a: string, b: string): number {
  return extensionRank(a) - extensionRank(b) || (a < b ? -1 : 1)
}

function hasDotName(path: string): boolean {
  return path.startsWith('.') || path.includes('/.')
}

function refuseOutside(glob: string): void {
  if (!isAbsolute(glob) && !glob.split(/[\\/]/).includes('..')) return
  throw new TickswapError(
    `watchSource: the glob ${JSON.stringify(glob)} leads out of the scripts' folder. Use one ` +
      'that is relative to it, such as "npc/**".',
  )
}
