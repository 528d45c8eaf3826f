// The intake: queues changes. The newest text of a file wins, and what came together stays
// together.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange } from '../contracts/source.ts'
import type { Timers } from '../time/timers.ts'
import type { IntakeTimes } from './intake-times.ts'
import { type Batch, OpenBatch } from './open-batch.ts'

/** A batch under way is not superseded any more when its oldest change is as old as this. */
const MAX_SUPERSEDING: Milliseconds = 500
/** A batch under way with more changes lets one with no more than these go first, once. */
const SMALL = 16

/** How many scripts that change too often are processed at once. */
const MAX_APART = 50

export interface Intake {
  /** Takes changes that belong together. */
  add(changes: readonly ScriptChange[]): void
  /** Takes changes of scripts that change too often. They belong to no burst, and supersede nothing. */
  addApart(changes: readonly ScriptChange[]): void
  /** Processes what waits for others without waiting any longer. */
  flush(): void
  /** Resolves when nothing is queued or under way, but for scripts that change too often. */
  idle(): Promise<void>
  /** Resolves when nothing at all is. */
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
 * it waits until the burst is over, at most for `maxWait`, and takes in the batch that is being
 * processed, as long as that one is neither claimed nor old. Apart from bursts, batches are
 * processed in order; a newer text of a file joins the batch with the older one.
 */
export function createIntake(options: IntakeOptions): Intake {
  return new Queue(options)
}

class Queue implements Intake {
  readonly #options: IntakeOptions
  /** In order. Some may have been superseded since, or be empty. */
  #waiting: OpenBatch[] = []
  /** The same for scripts that change too often: they have their turn when nothing else is due. */
  #waitingApart: OpenBatch[] = []
  #current: OpenBatch | undefined
  /** The batch with the newest text of each script, until it is processed. */
  readonly #batches = new Map<string, OpenBatch>()
  /** The batch with the latest change, and when that came. */
  #latest: OpenBatch | undefined
  #lastChange = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | undefined
  #onEnd: (() => void)[] = []
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
    const batch = this.#batchFor(changes, isBurst ? this.#latest : undefined, time)
    this.#latest = batch
    this.#put(changes, batch)
    batch.due = isBurst ? Math.min(time + wait, batch.since + maxWait) : time
    if (!isBurst) this.#letPass(batch)
    this.#advance()
  }

  addApart(changes: readonly ScriptChange[]): void {
    if (this.#isClosed) return
    const time = this.#options.now()
    for (const change of changes) {
      this.#takeOut(change.id)
      this.#put([change], this.#batchApart(time))
    }
    this.#advance()
  }

  flush(): void {
    for (const batch of this.#waiting) batch.due = Number.NEGATIVE_INFINITY
    this.#advance()
  }

  async idle(): Promise<void> {
    while (this.#current?.isApart === false || this.#firstOf(this.#waiting)) await this.#nextEnd()
  }

  async settled(): Promise<void> {
    while (this.#current || this.#inLine().length > 0) await this.#nextEnd()
  }

  close(): void {
    this.#isClosed = true
    this.#waiting = []
    this.#waitingApart = []
    this.#batches.clear()
    this.#current?.drop()
    this.#cancelTimer?.()
    this.#ended()
  }

  /** The batch that changes join: that of their burst, and of older texts of the same files. */
  #batchFor(
    changes: readonly ScriptChange[],
    ofBurst: OpenBatch | undefined,
    time: Milliseconds,
  ): OpenBatch {
    const related = new Set(ofBurst ? [ofBurst] : [])
    for (const { id } of changes) {
      const batch = this.#batches.get(id)
      if (batch?.isApart) this.#takeOut(id)
      else if (batch) related.add(batch)
    }
    if (this.#current && related.delete(this.#current) && this.#isSupersedable(this.#current, time))
      related.add(this.#supersede(this.#current))
    const open = [...related].filter((batch) => batch.isOpen && batch !== this.#current)
    const first = open.length > 1 ? this.#waiting.find((one) => related.has(one)) : open[0]
    for (const other of open) if (first && other !== first) this.#absorb(first, other)
    if (first) return first
    const added = new OpenBatch(time)
    this.#waiting.push(added)
    return added
  }

  /** The last one that waits. None gets large, so that what comes meanwhile has its turn soon. */
  #batchApart(time: Milliseconds): OpenBatch {
    const last = this.#waitingApart.at(-1)
    if (last && last.size < MAX_APART) return last
    const added = new OpenBatch(time, { isApart: true })
    added.due = time
    this.#waitingApart.push(added)
    return added
  }

  #isSupersedable(batch: OpenBatch, time: Milliseconds): boolean {
    return batch.isOpen && !batch.isApart && time - batch.since < MAX_SUPERSEDING
  }

  /** A batch under way ends, and what takes its place is first in the queue. */
  #supersede(current: OpenBatch, wasPostponed = false): OpenBatch {
    const successor = new OpenBatch(current.since, { isApart: current.isApart, wasPostponed })
    this.#absorb(successor, current)
    const queue = current.isApart ? this.#waitingApart : this.#waiting
    queue.unshift(successor)
    return successor
  }

  /** A small batch need not wait for a large one that it has nothing to do with. */
  #letPass(batch: OpenBatch): void {
    const current = this.#current
    if (!current?.isOpen || current.wasPostponed) return
    if (current.size <= SMALL || batch.size > SMALL || current.sharesScriptWith(batch)) return
    this.#supersede(current, true)
    this.#waiting = [batch, ...this.#waiting.filter((one) => one !== batch)]
  }

  #absorb(batch: OpenBatch, older: OpenBatch): void {
    batch.absorb(older)
    for (const id of older.ids) if (this.#batches.get(id) === older) this.#batches.set(id, batch)
  }

  #put(changes: readonly ScriptChange[], batch: OpenBatch): void {
    batch.add(changes)
    for (const { id } of changes) this.#batches.set(id, batch)
  }

  /** Takes an older text of a script out of the batch that waits with it. */
  #takeOut(id: string): void {
    const batch = this.#batches.get(id)
    if (batch && batch !== this.#current) batch.remove(id)
  }

  /** What could be processed next, the preferred one first. */
  #inLine(): readonly OpenBatch[] {
    return [this.#waiting, this.#waitingApart].flatMap((queue) => this.#firstOf(queue) ?? [])
  }

  #firstOf(queue: OpenBatch[]): OpenBatch | undefined {
    while (queue[0] && !queue[0].isWanted) queue.shift()
    return queue[0]
  }

  /** Processes the first queued batch that is due. */
  #advance(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#current) return
    const inLine = this.#inLine()
    const time = this.#options.now()
    const due = inLine.find((batch) => batch.due <= time)
    if (due) this.#process(due)
    else if (inLine.length > 0) {
      const left = Math.min(...inLine.map((batch) => batch.due)) - time
      this.#cancelTimer = this.#options.after(left, () => this.#advance())
    }
  }

  #process(batch: OpenBatch): void {
    const queue = batch.isApart ? this.#waitingApart : this.#waiting
    queue.shift()
    this.#current = batch
    this.#options.process(batch).then(() => {
      batch.claim()
      for (const id of batch.ids) if (this.#batches.get(id) === batch) this.#batches.delete(id)
      this.#current = undefined
      this.#advance()
      this.#ended()
    })
  }

  /** Resolves when a batch has been processed. */
  #nextEnd(): Promise<void> {
    return new Promise((resolve) => this.#onEnd.push(resolve))
  }

  #ended(): void {
    for (const resolve of this.#onEnd.splice(0)) resolve()
  }
}
