// Batch: changes that go live together, and whether a newer one has superseded them.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange } from '../contracts/source.ts'

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

/** How a batch differs from others. */
interface BatchTraits {
  /** It holds scripts that change too often: nothing joins it, and it supersedes nothing. */
  readonly isApart?: boolean
  /** It has let a smaller batch go first. That happens once. */
  readonly wasPostponed?: boolean
}

/** A batch as the intake sees it: changes join it until it is processed. */
export class OpenBatch implements Batch {
  readonly isApart: boolean
  readonly wasPostponed: boolean
  /** When it is to be processed. */
  due: Milliseconds = 0
  #since: Milliseconds
  #state: 'open' | 'claimed' | 'superseded' = 'open'
  readonly #changes = new Map<string, ScriptChange>()
  readonly #whenSuperseded: (() => void)[] = []

  constructor(since: Milliseconds, { isApart = false, wasPostponed = false }: BatchTraits = {}) {
    this.#since = since
    this.isApart = isApart
    this.wasPostponed = wasPostponed
  }

  get changes(): readonly ScriptChange[] {
    return [...this.#changes.values()]
  }

  get ids(): Iterable<string> {
    return this.#changes.keys()
  }

  get size(): number {
    return this.#changes.size
  }

  get since(): Milliseconds {
    return this.#since
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Whether there is anything to process. */
  get isWanted(): boolean {
    return this.isOpen && this.#changes.size > 0
  }

  get isSuperseded(): boolean {
    return this.#state === 'superseded'
  }

  sharesScriptWith(other: OpenBatch): boolean {
    return [...other.ids].some((id) => this.#changes.has(id))
  }

  onSuperseded(callback: () => void): void {
    this.#whenSuperseded.push(callback)
  }

  claim(): boolean {
    if (this.#state === 'open') this.#state = 'claimed'
    return this.#state === 'claimed'
  }

  /** Keeps it from going live. */
  drop(): void {
    this.#state = 'superseded'
    for (const callback of this.#whenSuperseded.splice(0)) callback()
  }

  /** Takes newer changes. */
  add(changes: readonly ScriptChange[]): void {
    for (const change of changes) this.#changes.set(change.id, change)
  }

  remove(id: string): void {
    this.#changes.delete(id)
  }

  /** Ends an older batch and takes what it has besides. */
  absorb(older: OpenBatch): void {
    older.drop()
    this.#since = Math.min(this.#since, older.#since)
    for (const [id, change] of older.#changes)
      if (!this.#changes.has(id)) this.#changes.set(id, change)
  }
}
