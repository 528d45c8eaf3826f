// The script folder: which files on disk are scripts, and what their texts are. Nothing outside of it is ever read.

import { type Dirent, existsSync, lstatSync, realpathSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import picomatch from 'picomatch'
import { type ChangedScript, scriptEndings, scriptIdProblem } from 'tickswap/hotreload'
import { errorCode, pathWithin, readWithin } from '#disk'

/** An editor that empties a file before it writes it is given this long, in all. */
const EMPTY_FILE_MILLISECONDS = [1, 2, 5, 10, 20, 40]

/** The folder that holds the scripts. Paths have forward slashes. */
export class ViteScriptFolder {
  /** Absolute. */
  readonly root: string
  readonly #isExcluded: (file: string) => boolean
  #knownRealRoot: string | undefined

  constructor(root: string, exclude: readonly string[]) {
    this.root = withForwardSlashes(resolve(root))
    this.#isExcluded = picomatch([...exclude])
  }

  /** The script whose file this is, or undefined if it is none. A link that leads out of the folder is none. */
  scriptAt(path: string): ChangedScript | undefined {
    const script = this.named(path)
    return script && this.#isInside(this.pathOf(script)) ? script : undefined
  }

  /** The script that the file at this path would be, wherever a link leads. */
  named(path: string): ChangedScript | undefined {
    const file = this.#fileOf(withForwardSlashes(path))
    return file === undefined ? undefined : this.#scriptOf(file)
  }

  /** Whether a path lies in the folder, script or not. */
  holds(path: string): boolean {
    return this.#fileOf(withForwardSlashes(path)) !== undefined
  }

  /** The path relative to the folder: `../components.ts`. Undefined on another drive of Windows. */
  relative(path: string): string | undefined {
    const from = this.realRoot.split('/')
    const to = withForwardSlashes(path).split('/')
    if (from[0] !== to[0]) return undefined
    while (from.length > 0 && from[0] === to[0]) {
      from.shift()
      to.shift()
    }
    return [...(from.length > 0 ? from.map(() => '..') : ['.']), ...to].join('/')
  }

  pathOf({ file }: ChangedScript): string {
    return `${this.root}/${file}`
  }

  /**
   * What Vite is to take the file of a script for: the file that it really is. A link that leads out is only itself, so that
   * nothing outside is taken for a module of the project.
   */
  moduleId(path: string): string | undefined {
    const script = this.named(path)
    if (!script) return undefined
    try {
      const real = withForwardSlashes(realpathSync(this.pathOf(script)))
      return this.#fileOf(real) === undefined ? this.pathOf(script) : real
    } catch {
      return this.pathOf(script)
    }
  }

  /** The script of this id that is on disk. */
  find(id: string): ChangedScript | undefined {
    if (scriptIdProblem(id)) return undefined
    const scripts = scriptEndings.map((ending) => this.scriptAt(`${this.root}/${id}.${ending}`))
    return scripts.find((script) => script && existsSync(this.pathOf(script)))
  }

  /** All scripts on disk, in order of their ids, and what is wrong with files that look like scripts. */
  async list(): Promise<{
    readonly scripts: readonly ChangedScript[]
    readonly problems: readonly string[]
  }> {
    const scripts = new Map<string, ChangedScript>()
    const problems: string[] = []
    for (const file of await this.#files()) {
      const script = this.#scriptOf(file)
      if (!script) problems.push(...this.#problemOf(file))
      else if (!this.#isInside(this.pathOf(script)))
        problems.push(`"${file}" leads out of the scripts’ folder.`)
      else if (scripts.has(script.id))
        problems.push(`"${file}" is left out: "${script.id}" has another file.`)
      else scripts.set(script.id, script)
    }
    return { scripts: [...scripts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems }
  }

  /**
   * The text of a script, or undefined if its file is gone or leads out of the folder by now. A file that is empty is
   * looked at again shortly: editors may empty a file before they write it.
   */
  async read(script: ChangedScript): Promise<string | undefined> {
    for (const wait of [...EMPTY_FILE_MILLISECONDS, 0]) {
      const text = readWithin(this.realRoot, this.pathOf(script))?.toString()
      if (text !== '') return text
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    return ''
  }

  /** Paths of the folder and of all folders below it. None that a link leads to. */
  async folders(): Promise<readonly string[]> {
    const entries = await this.#entries()
    return [this.root, ...entries.filter((entry) => entry.isDirectory()).map(pathOfEntry)]
  }

  async #files(): Promise<readonly string[]> {
    const entries = await this.#entries()
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => pathOfEntry(entry).slice(this.root.length + 1))
      .sort((a, b) => endingPlace(a) - endingPlace(b))
  }

  #entries(): Promise<readonly Dirent[]> {
    return readdir(this.root, { withFileTypes: true, recursive: true }).catch(() => [])
  }

  #scriptOf(file: string): ChangedScript | undefined {
    const ending = scriptEndings.find((ending) => file.endsWith(`.${ending}`))
    if (!ending || this.#isExcluded(file)) return undefined
    const id = file.slice(0, -ending.length - 1)
    return scriptIdProblem(id) ? undefined : { id, file }
  }

  /** Why a file that looks like a script is none. */
  #problemOf(file: string): string[] {
    const ending = scriptEndings.find((ending) => file.endsWith(`.${ending}`))
    if (!ending || this.#isExcluded(file)) return []
    return [`"${file}" is left out. ${scriptIdProblem(file.slice(0, -ending.length - 1))}`]
  }

  /** The path below the folder, as it is written or as the disk has it. */
  #fileOf(path: string): string | undefined {
    const root = [this.root, this.realRoot].find((root) => path.startsWith(`${root}/`))
    return root && path.slice(root.length + 1)
  }

  /** What cannot be resolved lies outside, unless nothing is there: then its name is all that will be told. */
  #isInside(path: string): boolean {
    try {
      return pathWithin(this.realRoot, realpathSync(path)) !== undefined
    } catch {
      return isNothingAt(path)
    }
  }

  /** Where the folder really lies. Until it is there, that is not known. */
  get realRoot(): string {
    try {
      this.#knownRealRoot ??= withForwardSlashes(realpathSync(this.root))
      return this.#knownRealRoot
    } catch {
      return this.root
    }
  }
}

/** As Vite writes paths. */
export function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}

function pathOfEntry({ parentPath, name }: Dirent): string {
  return withForwardSlashes(resolve(parentPath, name))
}

/** Not even a link that leads nowhere. */
function isNothingAt(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR'
  }
}

/** TypeScript before JavaScript, where both have the same name. */
function endingPlace(file: string): number {
  return scriptEndings.findIndex((ending) => file.endsWith(`.${ending}`))
}
