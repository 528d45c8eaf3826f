// The intake: queues changes. The newest text of a file wins, and what came together stays
// together.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange } from '../contracts/source.ts'
import type { Timers } from '../time/timers.ts'
import type { IntakeTimes } from './intake-times.ts'

/** Changes that go live together or not at all. */
export interface Batch {
  readonly changes: readonly ScriptChange[]
  /** When the oldest of them came in. */
  readonly since: Milliseconds
  /** Whether a newer text of one of the files came in. The batch must not go live then. */
  readonly isSuperseded: boolean
  /** Calls back when the batch is superseded. */
  onSuperseded(callback: () => void): void
  /** From now on the batch cannot be superseded. False if it was already. */
  claim(): boolean
}

export interface Intake {
  /** Takes changes that belong together. */
  add(changes: readonly ScriptChange[]): void
  /** Processes what waits for others without waiting any longer. */
  flush(): void
  /** Resolves when the queue is empty. */
  settled(): Promise<void>
  /** Drops what is queued, and all that comes. */
  close(): void
}

/** What an intake works with. */
interface IntakeOptions extends Pick<IntakeTimes, 'wait' | 'maxWait'>, Timers {
  /** Handles one batch; it must not reject. */
  readonly process: (batch: Batch) => Promise<void>
}

/**
 * Makes an intake. The first change after a quiet time is processed at once. What comes within
 * `wait` of the change before belongs to the same burst, such as a checkout or a save of all files:
 * it waits until the burst is over, at most for `maxWait`, and absorbs the batch that is being
 * processed, as long as that one is not claimed. Apart from bursts, batches are processed in order;
 * one with a newer text of a file absorbs the batch with the older one.
 */
export function createIntake(options: IntakeOptions): Intake {
  return new Queue(options)
}

class Queue implements Intake {
  readonly #options: IntakeOptions
  #waiting: OpenBatch[] = []
  #current: OpenBatch | undefined
  /** The batch with the latest change, and when that came. */
  #latest: OpenBatch | undefined
  #lastChange = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | undefined
  #whenSettled: (() => void)[] = []
  #isClosed = false

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  add(changes: readonly ScriptChange[]): void {
    if (this.#isClosed || changes.length === 0) return
    const { wait, maxWait, now } = this.#options
    const time = now()
    const isBurst = time - this.#lastChange < wait
    this.#lastChange = time
    const batch = new OpenBatch(changes, time)
    if (isBurst && this.#latest) batch.absorb(this.#latest)
    this.#latest = batch
    this.#enqueue(batch)
    batch.due = isBurst ? Math.min(time + wait, batch.since + maxWait) : time
    this.#advance()
  }

  flush(): void {
    for (const batch of this.#waiting) batch.due = Number.NEGATIVE_INFINITY
    this.#advance()
  }

  async settled(): Promise<void> {
    while (this.#current || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => this.#whenSettled.push(resolve))
    }
  }

  close(): void {
    this.#isClosed = true
    this.#waiting = []
    this.#current?.drop()
    this.#cancelTimer?.()
    this.#resolveSettled()
  }

  /** A batch takes the place of the first one that it absorbs. */
  #enqueue(batch: OpenBatch): void {
    const { isSuperseded = false } = this.#current ?? {}
    if (this.#current && !isSuperseded && batch.sharesFileWith(this.#current))
      batch.absorb(this.#current)
    for (const waiting of this.#waiting) if (batch.sharesFileWith(waiting)) batch.absorb(waiting)
    const place = this.#current?.isSuperseded
      ? 0
      : this.#waiting.findIndex((waiting) => waiting.isSuperseded)
    const queue = this.#waiting.toSpliced(place < 0 ? this.#waiting.length : place, 0, batch)
    this.#waiting = queue.filter((waiting) => !waiting.isSuperseded)
  }

  /** Processes the first queued batch once it is due. */
  #advance(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const [first] = this.#waiting
    if (this.#current || !first) return
    const left = first.due - this.#options.now()
    if (left > 0) this.#cancelTimer = this.#options.after(left, () => this.#advance())
    else this.#process(first)
  }

  #process(batch: OpenBatch): void {
    this.#current = batch
    this.#waiting = this.#waiting.filter((waiting) => waiting !== batch)
    this.#options.process(batch).then(() => {
      this.#current = undefined
      this.#advance()
      if (!this.#current && this.#waiting.length === 0) this.#resolveSettled()
    })
  }

  #resolveSettled(): void {
    for (const resolve of this.#whenSettled.splice(0)) resolve()
  }
}

class OpenBatch implements Batch {
  due: Milliseconds = 0
  #since: Milliseconds
  #state: 'open' | 'claimed' | 'superseded' = 'open'
  readonly #changes: Map<string, ScriptChange>
  readonly #whenSuperseded: (() => void)[] = []

  constructor(changes: readonly ScriptChange[], now: Milliseconds) {
    this.#since = now
    this.#changes = new Map(changes.map((change) => [change.id, change]))
  }

  get changes(): readonly ScriptChange[] {
    return [...this.#changes.values()]
  }

  get since(): Milliseconds {
    return this.#since
  }

  get isSuperseded(): boolean {
    return this.#state === 'superseded'
  }

  onSuperseded(callback: () => void): void {
    this.#whenSuperseded.push(callback)
  }

  claim(): boolean {
    if (this.#state === 'open') this.#state = 'claimed'
    return this.#state === 'claimed'
  }

  /** Keeps the batch from going live. */
  drop(): void {
    this.#state = 'superseded'
    for (const callback of this.#whenSuperseded) callback()
  }

  sharesFileWith(other: OpenBatch): boolean {
    return [...other.#changes.keys()].some((id) => this.#changes.has(id))
  }

  /** Ends `older` and takes what it has besides, unless that one is claimed. */
  absorb(older: OpenBatch): void {
    if (older.#state !== 'open') return
    older.drop()
    this.#since = Math.min(this.#since, older.#since)
    for (const [id, change] of older.#changes)
      if (!this.#changes.has(id)) this.#changes.set(id, change)
  }
}
