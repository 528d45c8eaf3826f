// ReportedScripts: what is on disk, and what must be reported of it.

import type { ScriptChange } from 'tickswap/hotreload/adapters'
import { type FileStamp, isYoung } from '../folder/file-stamp.ts'
import { byPrecedence, type ScriptFile } from '../folder/script-paths.ts'
import type { MissingSight, TextSight, UnreadableSight } from '../read/sight.ts'

/** What the last read of a file found. */
export interface KnownFile {
  readonly stamp: FileStamp | undefined
  /** Undefined if it could not be read. */
  readonly hash: string | undefined
  /**
   * Whether it was read so soon after it was written that another write could leave the same stamp.
   */
  readonly wasYoung: boolean
}

/** What to do after a read. */
type NextStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'report'; readonly change: ScriptChange }
  /** Another file of the same script takes precedence now. */
  | { readonly kind: 'read'; readonly file: string }

const nothing: NextStep = { kind: 'nothing' }

/**
 * One script may have several files (`a.ts`, `a.js`); the first by precedence is used. So renaming
 * a file from one extension to another is one change of its script and no removal.
 */
export class ReportedScripts {
  readonly #files = new Map<string, KnownFile>()
  readonly #filesById = new Map<string, Set<string>>()
  /** The hash of each file beside the scripts; undefined if it could not be read. */
  readonly #others = new Map<string, string | undefined>()
  readonly #reported: Map<string, { readonly file: string; readonly content: string | undefined }>

  /**
   * @param before files that a previous session reported, by id: any content of theirs is reported
   * again.
   */
  constructor(before: ReadonlyMap<string, string>) {
    this.#reported = new Map([...before].map(([id, file]) => [id, { file, content: undefined }]))
  }

  /** The existing files, as far as they were read. */
  get files(): ReadonlyMap<string, KnownFile> {
    return this.#files
  }

  /** How many of them are files of scripts. */
  get count(): number {
    return [...this.#files.keys()].filter((file) => !this.#others.has(file)).length
  }

  /** Takes what a read of a file beside the scripts found. Answers whether it is to be reported. */
  takeOther(file: string, sight: TextSight | UnreadableSight | MissingSight): boolean {
    if (sight.kind === 'missing') {
      this.#files.delete(file)
      this.#others.delete(file)
      return false
    }
    const { hash } = this.#noteFile(file, sight)
    const isNew = !this.#others.has(file) || this.#others.get(file) !== hash
    this.#others.set(file, hash)
    return isNew
  }

  /** Takes what a read of `file`, by its name on the disk, found. */
  take(
    file: string,
    script: ScriptFile,
    sight: TextSight | UnreadableSight | MissingSight,
  ): NextStep {
    const { id } = script
    if (sight.kind === 'missing') this.#forget(file, id)
    else this.#note(file, id, sight)
    const used = this.#usedFileOf(id)
    if (used === undefined) return this.#removal(id)
    if (used === file && sight.kind !== 'missing') return this.#content(script, sight)
    return this.#reported.get(id)?.file === script.file ? { kind: 'read', file: used } : nothing
  }

  #noteFile(file: string, sight: TextSight | UnreadableSight): KnownFile {
    const { stamp } = sight
    const hash = sight.kind === 'text' ? sight.hash : undefined
    const wasYoung = stamp !== undefined && isYoung(stamp, Date.now())
    const known = { stamp, hash, wasYoung }
    this.#files.set(file, known)
    return known
  }

  #note(file: string, id: string, sight: TextSight | UnreadableSight): void {
    this.#noteFile(file, sight)
    const files = this.#filesById.get(id) ?? new Set()
    this.#filesById.set(id, files.add(file))
  }

  #forget(file: string, id: string): void {
    this.#files.delete(file)
    const files = this.#filesById.get(id)
    files?.delete(file)
    if (files?.size === 0) this.#filesById.delete(id)
  }

  #usedFileOf(id: string): string | undefined {
    const [used] = [...(this.#filesById.get(id) ?? [])].sort(byPrecedence)
    return used
  }

  #removal(id: string): NextStep {
    const reported = this.#reported.get(id)
    if (!reported) return nothing
    this.#reported.delete(id)
    return { kind: 'report', change: { id, file: reported.file, removed: true } }
  }

  #content({ id, file }: ScriptFile, sight: TextSight | UnreadableSight): NextStep {
    const content =
      sight.kind === 'text' ? `text ${sight.hash}` : `problem ${sight.problem.message}`
    const reported = this.#reported.get(id)
    if (reported?.file === file && reported.content === content) return nothing
    this.#reported.set(id, { file, content })
    if (sight.kind === 'text') return { kind: 'report', change: { id, file, text: sight.text } }
    const diagnostics = [{ severity: 'error', script: id, ...sight.problem } as const]
    return { kind: 'report', change: { id, file, diagnostics } }
  }
}
