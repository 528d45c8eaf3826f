// The script table: what is on disk, what was reported of it, and what must be reported so that both agree.

import type { ScriptChange } from 'tickswap/hotreload'
import { type FileStamp, isYoung } from '../folder/file-stamp.ts'
import { byPrecedence, type ScriptFile } from '../folder/script-paths.ts'
import type { MissingSight, TextSight, UnreadableSight } from '../read/sight.ts'

/** What the last look at a file found. */
export interface KnownFile {
  readonly stamp: FileStamp | undefined
  /** Undefined if it could not be read. */
  readonly hash: string | undefined
  /** Whether it was read so soon after it was written that another write could look the same. */
  readonly wasYoung: boolean
}

/** What to do after a look. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'report'; readonly change: ScriptChange }
  /** A file of the same script comes to the fore. */
  | { readonly kind: 'look'; readonly file: string }

const nothing: Verdict = { kind: 'nothing' }

/**
 * One script may have several files (`a.ts`, `a.js`): the first by precedence stands for it. So a file that is renamed
 * from one ending to the other is one change of its script and not a removal.
 */
export class ReportedScripts {
  readonly #files = new Map<string, KnownFile>()
  readonly #filesById = new Map<string, Set<string>>()
  readonly #reported: Map<string, { readonly file: string; readonly content: string | undefined }>

  /** @param told files that were reported by an earlier table, by id: whatever is found in them is news. */
  constructor(told: ReadonlyMap<string, string> = new Map()) {
    this.#reported = new Map([...told].map(([id, file]) => [id, { file, content: undefined }]))
  }

  /** The files that are there, as far as looks have shown. */
  get files(): ReadonlyMap<string, KnownFile> {
    return this.#files
  }

  /** Takes in what a look at `file`, as it is called on the disk, found. */
  take(
    file: string,
    script: ScriptFile,
    sight: TextSight | UnreadableSight | MissingSight,
  ): Verdict {
    const { id } = script
    if (sight.kind === 'missing') this.#forget(file, id)
    else this.#note(file, id, sight)
    const leader = this.#leaderOf(id)
    if (leader === undefined) return this.#removal(id)
    if (leader === file && sight.kind !== 'missing') return this.#content(script, sight)
    return this.#reported.get(id)?.file === script.file ? { kind: 'look', file: leader } : nothing
  }

  #note(file: string, id: string, sight: TextSight | UnreadableSight): void {
    const { stamp } = sight
    const hash = sight.kind === 'text' ? sight.hash : undefined
    this.#files.set(file, {
      stamp,
      hash,
      wasYoung: stamp !== undefined && isYoung(stamp, Date.now()),
    })
    const files = this.#filesById.get(id) ?? new Set()
    this.#filesById.set(id, files.add(file))
  }

  #forget(file: string, id: string): void {
    this.#files.delete(file)
    const files = this.#filesById.get(id)
    files?.delete(file)
    if (files?.size === 0) this.#filesById.delete(id)
  }

  #leaderOf(id: string): string | undefined {
    const [leader] = [...(this.#filesById.get(id) ?? [])].sort(byPrecedence)
    return leader
  }

  #removal(id: string): Verdict {
    const reported = this.#reported.get(id)
    if (!reported) return nothing
    this.#reported.delete(id)
    return { kind: 'report', change: { id, file: reported.file, removed: true } }
  }

  #content({ id, file }: ScriptFile, sight: TextSight | UnreadableSight): Verdict {
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
