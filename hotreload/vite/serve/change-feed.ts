// The change feed: from a changed file to one message with its text, its code and its hosts' URLs.

import { errorMessage, type Milliseconds } from 'tickswap'
import type { DevChange, DevText, DevTimes, TextHashes } from 'tickswap/hotreload/adapters'
import {
  type ChangedScript,
  createSerialQueue,
  type UnreadableScript,
} from 'tickswap/hotreload/adapters'
import { sha256 } from '#disk'
import type { ScriptCompiler } from '../compile/script-compiler.ts'
import { UnreadableFile } from '../project/unreadable-file.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** Every changed file is read again after this: watchers merge two writes, or report too early. */
const SECOND_READ_DELAY: Milliseconds = 60

/** A watcher reports one save several times. After this, the same text counts as saved again. */
const SAME_SAVE_TIME: Milliseconds = 200

/** Changes are sent after this, even if files keep changing. */
const MAX_GATHER_TIME: Milliseconds = 100

/** Saving in place empties the file first, so a text must still be empty at its second read. */
const EMPTY_AFTER: Milliseconds = SECOND_READ_DELAY / 2

/** Takes the place of a hash for a script that was removed. */
const REMOVED = 'removed'

/** What a change feed is made of. */
interface ChangeFeedParts {
  readonly folder: ViteScriptFolder
  readonly compiler: ScriptCompiler
  /** Takes changes that belong together. */
  readonly send: (changes: readonly DevChange[], times: DevTimes) => void
}

/**
 * Reads and compiles what changed, and sends everything that changed in that time in one message.
 * Texts are sent in the order in which they were read: pages cannot know which of two is newer.
 */
export class ChangeFeed {
  readonly #parts: ChangeFeedParts
  readonly #queue = createSerialQueue()
  readonly #pending = new Map<string, ChangedScript>()
  /** The last hash that was sent for each script, and when. */
  readonly #sent = new Map<string, { readonly hash: string; readonly time: Milliseconds }>()
  /** Since when a script's file is empty. */
  readonly #empty = new Map<string, Milliseconds>()
  #isRunning = false
  #noticed = 0
  #lastRead = 0

  constructor(parts: ChangeFeedParts) {
    this.#parts = parts
  }

  /** The script's file was changed, added or removed. */
  notice(script: ChangedScript): void {
    if (!this.#isRunning) this.#noticed = now()
    this.#pending.set(script.id, script)
    if (!this.#isRunning) this.#run()
  }

  /** Sends what differs from the texts with these hashes to a page that has those texts. */
  catchUp(hashes: TextHashes, send: (changes: readonly DevChange[]) => void): Promise<void> {
    return this.#queue.run(async () => send(await this.#differing(hashes)))
  }

  async #differing(hashes: TextHashes): Promise<readonly DevChange[]> {
    const { scripts } = await this.#parts.folder.list()
    const present = new Set(scripts.map(({ id }) => id))
    const known = new Map(Object.entries(hashes))
    const removed = [...known.keys()].filter((id) => !present.has(id))
    const read = scripts.map((script) =>
      this.#read(script, ({ id, hash }) => known.get(id) !== hash),
    )
    const changes = (await Promise.all(read)).flatMap((change) => change ?? [])
    return [...changes, ...removed.map((id) => ({ id, file: `${id}.ts`, removed: true }) as const)]
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#pending.size > 0)
      await this.#queue.run(async () => this.#send(await this.#gather()))
    this.#isRunning = false
  }

  /**
   * What changes while the first file is read and compiled belongs to the same save or checkout.
   */
  async #gather(): Promise<readonly DevChange[]> {
    const changes = new Map<string, DevChange>()
    const end = performance.now() + MAX_GATHER_TIME
    while (this.#pending.size > 0 && performance.now() < end) {
      const scripts = [...this.#pending.values()]
      this.#pending.clear()
      const read = scripts.map((script) =>
        this.#read(script, (text) => !this.#isSent(text, changes) && !this.#isHalfWritten(text)),
      )
      for (const change of await Promise.all(read)) if (change) changes.set(change.id, change)
      for (const script of scripts) this.#readAgainLater(script)
    }
    return [...changes.values()]
  }

  #isSent(
    { id, hash }: Pick<DevText, 'id' | 'hash'>,
    gathered: ReadonlyMap<string, DevChange>,
  ): boolean {
    const change = gathered.get(id)
    if (change) return 'hash' in change && change.hash === hash
    const sent = this.#sent.get(id)
    return sent?.hash === hash && now() - sent.time < SAME_SAVE_TIME
  }

  #isHalfWritten({ id, text }: Pick<DevText, 'id' | 'text'>): boolean {
    if (text.trim() !== '') {
      this.#empty.delete(id)
      return false
    }
    const since = this.#empty.get(id) ?? now()
    this.#empty.set(id, since)
    return now() - since < EMPTY_AFTER
  }

  #send(changes: readonly DevChange[]): void {
    for (const change of changes) {
      this.#sent.set(change.id, { hash: 'hash' in change ? change.hash : REMOVED, time: now() })
    }
    if (changes.length === 0) return
    this.#parts.send(changes, { noticed: this.#noticed, read: this.#lastRead, compiled: now() })
  }

  #readAgainLater(script: ChangedScript): void {
    const readAgain = async () => {
      const present = this.#parts.folder.find(script.id)
      const sent = this.#sent.get(script.id)?.hash
      if (!present && sent !== REMOVED) this.#send([{ ...script, removed: true }])
      else if (present && (await this.#read(present, ({ hash }) => hash !== sent)))
        this.notice(present)
    }
    setTimeout(() => this.#queue.run(readAgain), SECOND_READ_DELAY).unref()
  }

  /** The text of a script with its code; undefined if it was removed or `isNew` says no. */
  async #read(
    script: ChangedScript,
    isNew: (change: Pick<DevText, 'id' | 'hash' | 'text'>) => boolean,
  ): Promise<DevText | UnreadableScript | undefined> {
    const { id, file } = script
    const { folder, compiler } = this.#parts
    try {
      const text = await folder.read(script)
      if (text === undefined) return undefined
      const hash = sha256(text)
      if (!isNew({ id, hash, text })) return undefined
      this.#lastRead = now()
      const { result, hosts } = await compiler.compile({ id, file, text }, 'disk')
      return { id, file, text, hash, hosts, ...(result && { compiled: result }) }
    } catch (error) {
      return unreadable(script, error)
    }
  }
}

/** Milliseconds since 1970, with fractions. */
function now(): Milliseconds {
  return performance.timeOrigin + performance.now()
}

function unreadable({ id, file }: ChangedScript, error: unknown): UnreadableScript {
  if (error instanceof UnreadableFile)
    return { id, file, diagnostics: [{ severity: 'error', script: id, ...error.problem }] }
  const reason = errorMessage(error)
  const location = { file, line: 1, column: 1, length: 0, lineText: '' }
  const message = `The file of script "${id}" could not be read: ${reason}`
  return {
    id,
    file,
    diagnostics: [
      { severity: 'error', stage: 'compile', code: 'unreadable', script: id, message, location },
    ],
  }
}
