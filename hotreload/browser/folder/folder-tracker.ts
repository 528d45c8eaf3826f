// FolderLook: knows what the scripts of a folder were like, and finds what has changed since.

import { type Diagnostic, type ScriptChange, type ScriptText, textHash } from 'tickswap/hotreload'
import { type ScriptFile, scanFolder } from './directory-scan.ts'
import { fileStamp, isSame, type Reading, readFile, type Stamp } from './read-file-handle.ts'

/** How much of what is known one look may believe. */
export type Depth =
  /** Files whose time and size are the same are believed to be the same, but for a few, which are read in turn. */
  | 'quick'
  /** Every file is read. */
  | 'full'

/** What one look found. It is found again by the next one unless it is kept. */
export interface Findings {
  readonly changes: readonly ScriptChange[]
  /** Makes it what is known. Called when it is reported, so that what a stop cuts off is not lost. */
  keep(): void
}

/** What a look at all scripts found. */
export interface FolderFindings extends Findings {
  /** Scripts that were there and are not. An editor may be about to put them back. */
  readonly missing: readonly string[]
}

/** What is known of one script. */
interface Known {
  readonly file: string
  /** Undefined for what the page wrote itself, until it is read. */
  readonly stamp: Stamp | undefined
  /** Undefined for a file that cannot be read. */
  readonly hash: string | undefined
}

/** What was read of one script, and what is to be told of it, if anything. */
interface Sight {
  readonly id: string
  readonly known: Known
  readonly change: ScriptChange | undefined
}

/** Files that a quick look reads though they look the same: times and sizes can lie. */
const READ_IN_TURN = 4

/** Looks at one folder. One thing at a time may be asked of it: see `Turns`. */
export class FolderLook {
  readonly #folder: FileSystemDirectoryHandle
  readonly #known = new Map<string, Known>()
  /** Counts quick looks, so that they read other files each time. */
  #looks = 0

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder
  }

  /** Looks at every script, or at some before the signal is aborted. */
  async look(depth: Depth, signal: AbortSignal): Promise<FolderFindings> {
    const files = await scanFolder(this.#folder)
    const due = depth === 'full' ? undefined : this.#nextInTurn(files)
    const sights: Sight[] = []
    for (const file of files.values()) {
      if (signal.aborted) break
      const sight = await this.#lookAt(file, due?.has(file.id) ?? true)
      if (sight) sights.push(sight)
    }
    return {
      changes: sights.flatMap(({ change }) => change ?? []),
      missing: [...this.#known.keys()].filter((id) => !files.has(id)),
      keep: () => {
        for (const { id, known } of sights) this.#known.set(id, known)
      },
    }
  }

  /** Of scripts that were missing, those that still are. */
  async confirmMissing(ids: readonly string[]): Promise<Findings> {
    const files = await scanFolder(this.#folder)
    const gone = ids.filter((id) => !files.has(id))
    return {
      changes: gone.flatMap((id) => {
        const known = this.#known.get(id)
        return known ? [{ id, file: known.file, removed: true as const }] : []
      }),
      keep: () => {
        for (const id of gone) this.#known.delete(id)
      },
    }
  }

  /** Notes a text that the page itself has written, so that it is no news. What others wrote since then is. */
  noteSaved({ id, file, text }: ScriptText): void {
    this.#known.set(id, { file, stamp: undefined, hash: textHash(text) })
  }

  #nextInTurn(files: ReadonlyMap<string, ScriptFile>): ReadonlySet<string> {
    const ids = [...files.keys()]
    const start = (this.#looks++ * READ_IN_TURN) % Math.max(1, ids.length)
    return new Set(ids.slice(start, start + READ_IN_TURN))
  }

  async #lookAt(script: ScriptFile, mustRead: boolean): Promise<Sight | undefined> {
    const before = this.#known.get(script.id)
    if (before?.file === script.file && before.stamp && !mustRead) {
      const stamp = await fileStamp(script.handle)
      if (!stamp || isSame(stamp, before.stamp)) return undefined
    }
    const reading = await readFile(script.handle)
    if (reading.kind === 'gone' || reading.kind === 'busy') return undefined
    const { stamp } = reading
    const hash = reading.kind === 'text' ? reading.hash : undefined
    const isNews = before?.file !== script.file || !isOld(before, stamp, hash)
    return {
      id: script.id,
      known: { file: script.file, stamp, hash },
      change: isNews ? changeOf(script, reading) : undefined,
    }
  }
}

/** Whether what was read is what was known. Of a file that cannot be read, the stamp decides. */
function isOld(known: Known, stamp: Stamp, hash: string | undefined): boolean {
  if (known.hash !== hash) return false
  return hash !== undefined || (known.stamp !== undefined && isSame(known.stamp, stamp))
}

function changeOf(
  { id, file }: ScriptFile,
  reading: Extract<Reading, { kind: 'text' | 'unreadable' }>,
): ScriptChange {
  if (reading.kind === 'text') return { id, file, text: reading.text }
  const { code, message } = reading
  const diagnostic: Diagnostic = {
    severity: 'error',
    stage: 'safety',
    code,
    script: id,
    message: `${file} cannot be read. ${message}`,
  }
  return { id, file, diagnostics: [diagnostic] }
}
