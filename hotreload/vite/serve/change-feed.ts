// The change feed: from a file that changed to one message with its text, its code and where its imports lead.

import type { Milliseconds } from 'tickswap'
import {
  type ChangedScript,
  createTurns,
  type DevChange,
  type DevText,
  type DevTimes,
  type TextHashes,
  type UnreadableScript,
} from 'tickswap/hotreload'
import { sha256 } from '#disk'
import type { ScriptCompiler } from '../compile/script-compiler.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** A watcher may tell of two writes as one, and read too early. So each file is looked at once more. */
const SECOND_LOOK_MILLISECONDS = 60

/** A watcher tells of one save several times. Later than this, the same text again was saved again. */
const SAME_SAVE_MILLISECONDS = 200

/** Who never stops writing is heard all the same. */
const LONGEST_GATHERING_MILLISECONDS = 100

/** Who saves in place empties the file first. An empty text is believed when it is still there at the second look. */
const BELIEVED_MILLISECONDS = SECOND_LOOK_MILLISECONDS / 2

/** What stands for the hash of a script that is gone. */
const GONE = 'gone'

/** What a change feed is made of. */
export interface ChangeFeedParts {
  readonly folder: ViteScriptFolder
  readonly compiler: ScriptCompiler
  /** Takes changes that belong together. */
  readonly tell: (changes: readonly DevChange[], times: DevTimes) => void
}

/**
 * Reads and compiles what changed, and tells of all together that changed meanwhile. What is read first is told first:
 * pages cannot know which of two texts is newer.
 */
export class ChangeFeed {
  readonly #parts: ChangeFeedParts
  readonly #turns = createTurns()
  readonly #waiting = new Map<string, ChangedScript>()
  /** What was told last of each script, and when. */
  readonly #told = new Map<string, { readonly hash: string; readonly time: Milliseconds }>()
  /** Since when a script's file is empty. */
  readonly #empty = new Map<string, Milliseconds>()
  #isRunning = false
  #noticed = 0
  #lastRead = 0

  constructor(parts: ChangeFeedParts) {
    this.#parts = parts
  }

  /** A file of this script changed, came or went. */
  notice(script: ChangedScript): void {
    if (!this.#isRunning) this.#noticed = now()
    this.#waiting.set(script.id, script)
    if (!this.#isRunning) this.#run()
  }

  /** Tells what differs from the texts with these hashes, and so is news for a page that has them. */
  catchUp(hashes: TextHashes, tell: (changes: readonly DevChange[]) => void): Promise<void> {
    return this.#turns.take(async () => tell(await this.#differing(hashes)))
  }

  async #differing(hashes: TextHashes): Promise<readonly DevChange[]> {
    const { scripts } = await this.#parts.folder.list()
    const there = new Set(scripts.map(({ id }) => id))
    const gone = Object.keys(hashes).filter((id) => !there.has(id))
    const read = scripts.map((script) => this.#read(script, ({ id, hash }) => hashes[id] !== hash))
    const changes = (await Promise.all(read)).flatMap((change) => change ?? [])
    return [...changes, ...gone.map((id) => ({ id, file: `${id}.ts`, removed: true }) as const)]
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.size > 0)
      await this.#turns.take(async () => this.#tell(await this.#gather()))
    this.#isRunning = false
  }

  /** What changes while the first is being read and compiled belongs to the same save, or the same checkout. */
  async #gather(): Promise<readonly DevChange[]> {
    const changes = new Map<string, DevChange>()
    const end = performance.now() + LONGEST_GATHERING_MILLISECONDS
    while (this.#waiting.size > 0 && performance.now() < end) {
      const scripts = [...this.#waiting.values()]
      this.#waiting.clear()
      const read = scripts.map((script) =>
        this.#read(script, (news) => !this.#isTold(news, changes) && !this.#isHalfWritten(news)),
      )
      for (const change of await Promise.all(read)) if (change) changes.set(change.id, change)
      for (const script of scripts) this.#lookAgain(script)
    }
    return [...changes.values()]
  }

  #isTold(
    { id, hash }: Pick<DevText, 'id' | 'hash'>,
    gathered: ReadonlyMap<string, DevChange>,
  ): boolean {
    const change = gathered.get(id)
    if (change) return 'hash' in change && change.hash === hash
    const told = this.#told.get(id)
    return told?.hash === hash && now() - told.time < SAME_SAVE_MILLISECONDS
  }

  #isHalfWritten({ id, text }: Pick<DevText, 'id' | 'text'>): boolean {
    if (text.trim() !== '') {
      this.#empty.delete(id)
      return false
    }
    const since = this.#empty.get(id) ?? now()
    this.#empty.set(id, since)
    return now() - since < BELIEVED_MILLISECONDS
  }

  #tell(changes: readonly DevChange[]): void {
    for (const change of changes) {
      this.#told.set(change.id, { hash: 'hash' in change ? change.hash : GONE, time: now() })
    }
    if (changes.length === 0) return
    this.#parts.tell(changes, { noticed: this.#noticed, read: this.#lastRead, compiled: now() })
  }

  #lookAgain(script: ChangedScript): void {
    const look = async () => {
      const there = this.#parts.folder.find(script.id)
      const told = this.#told.get(script.id)?.hash
      if (!there && told !== GONE) this.#tell([{ ...script, removed: true }])
      else if (there && (await this.#read(there, ({ hash }) => hash !== told))) this.notice(there)
    }
    const timer = setTimeout(() => this.#turns.take(look), SECOND_LOOK_MILLISECONDS)
    timer.unref()
  }

  /** The text of a script with its code, if it is there and `isNews`. */
  async #read(
    script: ChangedScript,
    isNews: (change: Pick<DevText, 'id' | 'hash' | 'text'>) => boolean,
  ): Promise<DevText | UnreadableScript | undefined> {
    const { id, file } = script
    const { folder, compiler } = this.#parts
    try {
      const text = await folder.read(script)
      if (text === undefined) return undefined
      const hash = sha256(text)
      if (!isNews({ id, hash, text })) return undefined
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
  const reason = error instanceof Error ? error.message : String(error)
  const message = `The file of script "${id}" could not be read: ${reason}`
  return {
    id,
    file,
    diagnostics: [{ severity: 'error', stage: 'compile', code: 'unreadable', script: id, message }],
  }
}
