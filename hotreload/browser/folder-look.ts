// FolderLook: knows what the scripts of a folder were like, and finds what has changed since.

import type { Diagnostic, ScriptChange } from 'tickswap/hotreload'
import { fileStamp, isSame, type Reading, readFile, type Stamp } from './folder-file.ts'
import { type ScriptFile, scanFolder } from './folder-scan.ts'

/** How much of what is known one look may believe. */
export type Depth =
  /** Files whose time and size are the same are believed to be the same, but for a few, which are read in turn. */
  | 'quick'
  /** Every file is read. */
  | 'full'

/** What one look found. */
export interface Findings {
  readonly changes: readonly ScriptChange[]
  /** Scripts that were there and are not. An editor may be about to put them back. */
  readonly missing: readonly string[]
}

/** What is known of one script. */
interface Known {
  readonly file: string
  readonly stamp: Stamp
  /** Undefined for a file that cannot be read. */
  readonly hash: string | undefined
}

/** Files that a quick look reads though they look the same: times and sizes can lie. */
const READ_IN_TURN = 4

/** Looks at one folder. */
export class FolderLook {
  readonly #folder: FileSystemDirectoryHandle
  readonly #known = new Map<string, Known>()
  /** Counts quick looks, so that they read other files each time. */
  #looks = 0

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder
  }

  /** Looks at every script. What it finds is known from then on. */
  async look(depth: Depth): Promise<Findings> {
    const files = await scanFolder(this.#folder)
    const due = depth === 'full' ? undefined : this.#nextInTurn(files)
    const changes: ScriptChange[] = []
    for (const file of files.values()) {
      const change = await this.#lookAt(file, due?.has(file.id) ?? true)
      if (change) changes.push(change)
    }
    return { changes, missing: [...this.#known.keys()].filter((id) => !files.has(id)) }
  }

  /** Of scripts that were missing, those that still are. They are not known any more. */
  async confirmMissing(ids: readonly string[]): Promise<readonly ScriptChange[]> {
    const files = await scanFolder(this.#folder)
    return ids.flatMap((id) => {
      const known = this.#known.get(id)
      if (files.has(id) || !known) return []
      this.#known.delete(id)
      return [{ id, file: known.file, removed: true as const }]
    })
  }

  /** Notes what was written by the page itself, so that it is no news. */
  async noteWritten({ id, file, handle }: ScriptFile): Promise<void> {
    const reading = await readFile(handle)
    if (reading.kind === 'text') this.#known.set(id, { file, stamp: reading.stamp, hash: reading.hash })
  }

  #nextInTurn(files: ReadonlyMap<string, ScriptFile>): ReadonlySet<string> {
    const ids = [...files.keys()]
    const start = (this.#looks++ * READ_IN_TURN) % Math.max(1, ids.length)
    return new Set(ids.slice(start, start + READ_IN_TURN))
  }

  async #lookAt(script: ScriptFile, mustRead: boolean): Promise<ScriptChange | undefined> {
    const known = this.#known.get(script.id)
    if (known?.file === script.file && !mustRead) {
      const stamp = await fileStamp(script.handle)
      if (!stamp || isSame(stamp, known.stamp)) return undefined
    }
    const reading = await readFile(script.handle)
    if (reading.kind === 'gone' || reading.kind === 'busy') return undefined
    const { stamp } = reading
    const hash = reading.kind === 'text' ? reading.hash : undefined
    this.#known.set(script.id, { file: script.file, stamp, hash })
    if (known?.file === script.file && isOld(known, stamp, hash)) return undefined
    return changeOf(script, reading)
  }
}

/** Whether what was read is what was known. Of a file that cannot be read, the stamp decides. */
function isOld(known: Known, stamp: Stamp, hash: string | undefined): boolean {
  return known.hash === hash && (hash !== undefined || isSame(known.stamp, stamp))
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
