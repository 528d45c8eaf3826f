// ScriptsHost: what the language service sees: the newest texts of scripts, before all other files.

import type { CompileRequest } from 'tickswap/hotreload/adapters'
import type ts from 'typescript'
import type { TypeFiles } from '../files/type-files.ts'

/** What the host needs. */
export interface ScriptsHostParts {
  readonly typescript: typeof ts
  readonly files: TypeFiles
  readonly options: ts.CompilerOptions
  /** The absolute path of the project's folder. */
  readonly folder: string
  /** The absolute path of the folder with TypeScript's `lib.*.d.ts`. */
  readonly libFolder: string
  /** Files besides the scripts with ambient declarations, such as `vite-env.d.ts`. */
  readonly ambient?: readonly string[]
}

interface KeptText {
  readonly version: string
  readonly snapshot: ts.IScriptSnapshot
}

/** A language service host whose scripts change, and whose other files do not. */
export class ScriptsHost implements ts.LanguageServiceHost {
  readonly #parts: ScriptsHostParts
  readonly #scripts = new Map<string, KeptText>()
  readonly #others = new Map<string, KeptText | undefined>()
  /** Removed scripts, whose files may still be there. */
  readonly #removed = new Set<string>()
  #changes = 0

  constructor(parts: ScriptsHostParts) {
    this.#parts = parts
  }

  /** Puts a script's text at a path. */
  put(path: string, { text }: Pick<CompileRequest, 'text'>): void {
    this.#changes += 1
    this.#removed.delete(path)
    const snapshot = this.#parts.typescript.ScriptSnapshot.fromString(text)
    this.#scripts.set(path, { version: `${this.#changes}`, snapshot })
  }

  remove(path: string): void {
    this.#changes += 1
    this.#scripts.delete(path)
    this.#removed.add(path)
  }

  getProjectVersion(): string {
    return `${this.#changes}`
  }

  getScriptFileNames(): string[] {
    return [...this.#scripts.keys(), ...(this.#parts.ambient ?? [])]
  }

  getScriptVersion(path: string): string {
    return this.#kept(path)?.version ?? ''
  }

  getScriptSnapshot(path: string): ts.IScriptSnapshot | undefined {
    return this.#kept(path)?.snapshot
  }

  getCompilationSettings(): ts.CompilerOptions {
    return this.#parts.options
  }

  getCurrentDirectory(): string {
    return this.#parts.folder
  }

  getDefaultLibFileName(options: ts.CompilerOptions): string {
    return `${this.#parts.libFolder}/${this.#parts.typescript.getDefaultLibFileName(options)}`
  }

  useCaseSensitiveFileNames(): boolean {
    return this.#parts.files.isCaseSensitive
  }

  fileExists(path: string): boolean {
    return this.#scripts.has(path) || (!this.#removed.has(path) && this.#parts.files.has(path))
  }

  readFile(path: string): string | undefined {
    const snapshot = this.#kept(path)?.snapshot
    return snapshot?.getText(0, snapshot.getLength())
  }

  directoryExists(path: string): boolean {
    const { files } = this.#parts
    return (
      files.hasFolder(path) ||
      [...this.#scripts.keys()].some((script) => script.startsWith(`${path}/`))
    )
  }

  realpath(path: string): string {
    const { files } = this.#parts
    return this.#scripts.has(path) ? path : (files.realPath?.(path) ?? path)
  }

  #kept(path: string): KeptText | undefined {
    const script = this.#scripts.get(path)
    if (script || this.#removed.has(path)) return script
    if (!this.#others.has(path)) this.#others.set(path, this.#read(path))
    return this.#others.get(path)
  }

  #read(path: string): KeptText | undefined {
    const text = this.#parts.files.read(path)
    if (text === undefined) return undefined
    return { version: '0', snapshot: this.#parts.typescript.ScriptSnapshot.fromString(text) }
  }
}
