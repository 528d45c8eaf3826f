// FolderTracker: knows the last state of a folder's scripts, and finds what has changed since.

import type { Diagnostic } from 'tickswap/hotreload'
import { type ScriptChange, type ScriptText, textHash } from 'tickswap/hotreload/adapters'
import { type ScriptFile, scanDirectory } from './directory-scan.ts'
import {
  fileStamp,
  isSameStamp,
  type Reading,
  readFileHandle,
  type Stamp,
} from './read-file-handle.ts'

/** How much one check reads. */
export type Depth =
  /** Files whose time or size changed, and a few others in rotation. */
  | 'quick'
  /** Every file. */
  | 'full'

/** What one check found. The next one finds it again unless it is kept. */
export interface Findings {
  readonly changes: readonly ScriptChange[]
  /**
   * Makes it the known state. Called when it is reported, so that a stop before that loses nothing.
   */
  keep(): void
}

/** What a check of all scripts found. */
interface FolderFindings extends Findings {
  /** Scripts that were there and are not. An editor may be replacing them. */
  readonly missing: readonly string[]
}

/** The known state of one script. */
interface Known {
  readonly file: string
  /** Undefined for what the page wrote itself, until it is read. */
  readonly stamp: Stamp | undefined
  /** Undefined for a file that cannot be read. */
  readonly hash: string | undefined
}

/** What was read of one script, and what to report, if anything. */
interface Checked {
  readonly id: string
  readonly known: Known
  readonly change: ScriptChange | undefined
}

/** Files that a quick check reads although they seem unchanged: times and sizes can be wrong. */
const READ_IN_ROTATION = 4

/** Tracks one folder. Call one method at a time: see `SerialQueue`. */
export class FolderTracker {
  readonly #folder: FileSystemDirectoryHandle
  readonly #known = new Map<string, Known>()
  /** Counts quick checks, so that each reads other files. */
  #quickChecks = 0

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder
  }

  /** Checks every script, or those before the signal is aborted. */
  async check(depth: Depth, signal: AbortSignal): Promise<FolderFindings> {
    const files = await scanDirectory(this.#folder)
    const due = depth === 'full' ? undefined : this.#nextInRotation(files)
    const checked: Checked[] = []
    for (const file of files.values()) {
      if (signal.aborted) break
      const result = await this.#checkFile(file, due?.has(file.id) ?? true)
      if (result) checked.push(result)
    }
    return {
      changes: checked.flatMap(({ change }) => change ?? []),
      missing: [...this.#known.keys()].filter((id) => !files.has(id)),
      keep: () => {
        for (const { id, known } of checked) this.#known.set(id, known)
      },
    }
  }

  /** Of scripts that were missing, those that still are. */
  async confirmRemoved(ids: readonly string[]): Promise<Findings> {
    const files = await scanDirectory(this.#folder)
    const removed = ids.filter((id) => !files.has(id))
    return {
      changes: removed.flatMap((id) => {
        const known = this.#known.get(id)
        return known ? [{ id, file: known.file, removed: true as const }] : []
      }),
      keep: () => {
        for (const id of removed) this.#known.delete(id)
      },
    }
  }

  /** Notes a text that the page wrote, so that only what others write after it is a change. */
  noteSaved({ id, file, text }: ScriptText): void {
    this.#known.set(id, { file, stamp: undefined, hash: textHash(text) })
  }

  #nextInRotation(files: ReadonlyMap<string, ScriptFile>): ReadonlySet<string> {
    const ids = [...files.keys()]
    const start = (this.#quickChecks++ * READ_IN_ROTATION) % Math.max(1, ids.length)
    return new Set(ids.slice(start, start + READ_IN_ROTATION))
  }

  async #checkFile(script: ScriptFile, mustRead: boolean): Promise<Checked | undefined> {
    const before = this.#known.get(script.id)
    if (before?.file === script.file && before.stamp && !mustRead) {
      const stamp = await fileStamp(script.handle)
      if (!stamp || isSameStamp(stamp, before.stamp)) return undefined
    }
    const reading = await readFileHandle(script.handle, script.file)
    if (reading.kind === 'removed' || reading.kind === 'busy') return undefined
    const { stamp } = reading
    const hash = reading.kind === 'text' ? reading.hash : undefined
    const isChanged = before?.file !== script.file || !isUnchanged(before, stamp, hash)
    return {
      id: script.id,
      known: { file: script.file, stamp, hash },
      change: isChanged ? changeOf(script, reading) : undefined,
    }
  }
}

/** Whether what was read is what was known. Of a file that cannot be read, the stamp decides. */
function isUnchanged(known: Known, stamp: Stamp, hash: string | undefined): boolean {
  if (known.hash !== hash) return false
  return hash !== undefined || (known.stamp !== undefined && isSameStamp(known.stamp, stamp))
}

function changeOf(
  { id, file }: ScriptFile,
  reading: Extract<Reading, { kind: 'text' | 'unreadable' }>,
): ScriptChange {
  if (reading.kind === 'text') return { id, file, text: reading.text }
  const diagnostic: Diagnostic = { severity: 'error', script: id, ...reading.problem }
  return { id, file, diagnostics: [diagnostic] }
}
