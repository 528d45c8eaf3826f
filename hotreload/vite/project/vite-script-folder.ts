// ViteScriptFolder: which files on disk are scripts, and their texts.

import { type Dirent, existsSync, lstatSync, realpathSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import picomatch from 'picomatch'
import type { Milliseconds } from 'tickswap'
import {
  type ChangedScript,
  decodeText,
  extensionRank,
  MAX_TEXT_SIZE,
  scriptExtensions,
  scriptIdProblem,
  tooLarge,
} from 'tickswap/hotreload/adapters'
import { errorCode, FileTooLarge, pathWithin, readWithin } from '#disk'
import { UnreadableFile } from './unreadable-file.ts'

/** Waits between reads of an empty file: an editor may empty a file before it writes it. */
const EMPTY_FILE_WAITS: readonly Milliseconds[] = [1, 2, 5, 10, 20, 40]

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

  /**
   * The script whose file this is; undefined for any other file, and for a symlink that leads out
   * of the folder.
   */
  scriptAt(path: string): ChangedScript | undefined {
    const script = this.named(path)
    return script && this.#isInside(this.pathOf(script)) ? script : undefined
  }

  /**
   * The script that the file at this path would be, even if it is a symlink that leads elsewhere.
   */
  named(path: string): ChangedScript | undefined {
    const file = this.#fileOf(withForwardSlashes(path))
    return file === undefined ? undefined : this.#scriptOf(file)
  }

  /** Whether a path lies in the folder, script or not. */
  holds(path: string): boolean {
    return this.#fileOf(withForwardSlashes(path)) !== undefined
  }

  /** The path relative to the folder: `../components.ts`. Undefined on another Windows drive. */
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
   * The id of a script's module in Vite: the real path of its file. A symlink that leads out of the
   * folder keeps its own path, so that no file outside becomes a module of the project.
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

  /** The script with this id, if it is on disk. */
  find(id: string): ChangedScript | undefined {
    if (scriptIdProblem(id)) return undefined
    const scripts = scriptExtensions.map((extension) =>
      this.scriptAt(`${this.root}/${id}.${extension}`),
    )
    return scripts.find((script) => script && existsSync(this.pathOf(script)))
  }

  /**
   * All scripts on disk, in order of their ids, and why other files that look like scripts are
   * none.
   */
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
        problems.push(`"${file}" is ignored: it is a symlink out of the scripts’ folder.`)
      else if (scripts.has(script.id)) problems.push(secondFile(file, scripts.get(script.id)))
      else scripts.set(script.id, script)
    }
    return { scripts: [...scripts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems }
  }

  /**
   * The text of a script; undefined if its file was removed or now leads out of the folder. An
   * empty file is read again a few times, since editors may empty a file before they write it.
   *
   * @throws UnreadableFile if it is too large or not UTF-8, or the system's error.
   */
  async read(script: ChangedScript): Promise<string | undefined> {
    for (const wait of [...EMPTY_FILE_WAITS, 0]) {
      const text = this.#readNow(script)
      if (text !== '') return text
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    return ''
  }

  #readNow(script: ChangedScript): string | undefined {
    try {
      const bytes = readWithin(this.realRoot, this.pathOf(script), MAX_TEXT_SIZE)
      const decoded = bytes && decodeText(bytes, script.file)
      if (decoded?.ok === false) throw new UnreadableFile(decoded.problem)
      return decoded?.text
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error
      throw new UnreadableFile(tooLarge(script.file, error.size))
    }
  }

  /** The paths of the folder and of all folders below it. Symlinks are not followed. */
  async folders(): Promise<readonly string[]> {
    const entries = await this.#entries()
    return [this.root, ...entries.filter((entry) => entry.isDirectory()).map(pathOfEntry)]
  }

  async #files(): Promise<readonly string[]> {
    const entries = await this.#entries()
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => pathOfEntry(entry).slice(this.root.length + 1))
      .sort((a, b) => extensionRank(a) - extensionRank(b))
  }

  #entries(): Promise<readonly Dirent[]> {
    return readdir(this.root, { withFileTypes: true, recursive: true }).catch(() => [])
  }

  #scriptOf(file: string): ChangedScript | undefined {
    const id = this.#idOf(file)
    return id === undefined || scriptIdProblem(id) ? undefined : { id, file }
  }

  /**
   * The id that a file's name stands for, valid or not; undefined for files that are not scripts.
   */
  #idOf(file: string): string | undefined {
    const extension = scriptExtensions.find((one) => file.endsWith(`.${one}`))
    return extension && !this.#isExcluded(file) ? file.slice(0, -extension.length - 1) : undefined
  }

  /** Why a file that looks like a script is none. */
  #problemOf(file: string): string[] {
    const id = this.#idOf(file)
    if (id === undefined) return []
    const reason = `${JSON.stringify(id)} cannot be a script’s id. ${scriptIdProblem(id)}`
    return [`"${file}" is ignored: ${reason} Rename the file, or exclude it.`]
  }

  /** The path below the folder, which may be given by its configured or its real path. */
  #fileOf(path: string): string | undefined {
    const root = [this.root, this.realRoot].find((root) => path.startsWith(`${root}/`))
    return root && path.slice(root.length + 1)
  }

  /**
   * A path that cannot be resolved counts as outside, unless nothing is there: then only its name
   * matters.
   */
  #isInside(path: string): boolean {
    try {
      return pathWithin(this.realRoot, realpathSync(path)) !== undefined
    } catch {
      return isNothingAt(path)
    }
  }

  /** The folder's real path, as soon as the folder exists. */
  get realRoot(): string {
    try {
      this.#knownRealRoot ??= withForwardSlashes(realpathSync(this.root))
      return this.#knownRealRoot
    } catch {
      return this.root
    }
  }
}

function secondFile(file: string, script: ChangedScript | undefined): string {
  return `"${file}" is ignored: script "${script?.id}" has the file "${script?.file}" already.`
}

/** A path as Vite writes it. */
export function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}

function pathOfEntry({ parentPath, name }: Dirent): string {
  return withForwardSlashes(resolve(parentPath, name))
}

/** Not even a broken symlink. */
function isNothingAt(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR'
  }
}
