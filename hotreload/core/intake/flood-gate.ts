// The flood gate: holds what a source reports faster than its limits allow. The newest text of each
// script waits until there is a token.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange } from '../contracts/source.ts'
import type { Timers } from '../time/timers.ts'
import type { RateLimits } from './rate-limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** How often it is checked whether there are tokens for what is held. */
const RELEASE_INTERVAL: Milliseconds = 50
/** A flood is over when nothing was held for as long. */
const FLOOD_END: Milliseconds = 5_000
/** How much of what all share is left to scripts that do not flood. */
const RESERVE = 0.1
/** Of how many scripts the rate is known at most, but for those that flood. */
const MOST_RATES = 50_000

/** Where changes go, and who hears of floods. */
export interface FloodGateOptions {
  readonly limits: RateLimits
  /** What all sources share. */
  readonly all: TokenBucket
  readonly timers: Timers
  /** Takes changes that come within the limits, and belong together. */
  readonly admit: (changes: readonly ScriptChange[]) => void
  /** Takes changes of scripts that flood. They belong to no burst. */
  readonly release: (changes: readonly ScriptChange[]) => void
  /** Called once in a flood, with the scripts that are held. */
  readonly flooded: (ids: readonly string[]) => void
}

/** What is known of one script. */
interface Rate {
  readonly bucket: TokenBucket
  /** When a text of it was let through last. */
  last: Milliseconds
}

/** Changes that wait for tokens: one of a script that floods, or a whole report. */
interface Held {
  readonly isFlooding: boolean
  /** By script id, the newest of each. */
  readonly changes: Map<string, ScriptChange>
  /** When one of its scripts was let through last. */
  readonly last: Milliseconds
}

/**
 * One source's gate. The first text of a script always passes; later ones take a token of the
 * script, of the source and of all. A script without a token is held alone; if the source has none,
 * the rest of the report is held whole. What was let through longest ago is released first, and
 * scripts that flood come last, so that one which changes seldom never waits for them.
 */
export class FloodGate {
  readonly #options: FloodGateOptions
  readonly #source: TokenBucket
  readonly #rates = new Map<string, Rate>()
  /** By script id; several scripts may share one. */
  readonly #held = new Map<string, Held>()
  #lastHeld = Number.NEGATIVE_INFINITY
  #isReported = false
  #cancelTimer: (() => void) | undefined
  #whenEmpty: (() => void)[] = []

  constructor(options: FloodGateOptions) {
    this.#options = options
    this.#source = new TokenBucket(options.limits.source, options.timers.now())
  }

  get isHolding(): boolean {
    return this.#held.size > 0
  }

  /** Takes changes that belong together. */
  take(changes: readonly ScriptChange[]): void {
    const { timers, admit } = this.#options
    const now = timers.now()
    const passing: ScriptChange[] = []
    for (const change of changes) {
      const held = this.#held.get(change.id)
      if (held) held.changes.set(change.id, change)
      else if (this.#hasToken(change, now)) passing.push(change)
      else this.#hold([change], true, now)
    }
    if (passing.length === 0) return
    if (this.#hasSharedToken(now) || passing.every(({ id }) => !this.#rates.has(id))) {
      this.#pay(passing, now)
      admit(passing)
    } else this.#hold(passing, false, now)
  }

  /** Releases what is held, without waiting for tokens. */
  flush(): void {
    this.#release([...new Set(this.#held.values())])
  }

  /** Resolves when nothing is held. */
  async empty(): Promise<void> {
    if (this.isHolding) await new Promise<void>((resolve) => this.#whenEmpty.push(resolve))
  }

  /** Drops what is held. */
  close(): void {
    this.#held.clear()
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#resolveEmpty()
  }

  #hold(changes: readonly ScriptChange[], isFlooding: boolean, now: Milliseconds): void {
    if (now - this.#lastHeld > FLOOD_END) this.#isReported = false
    this.#lastHeld = now
    const last = Math.max(...changes.map(({ id }) => this.#rates.get(id)?.last ?? 0))
    const byId = new Map(changes.map((change) => [change.id, change]))
    const held: Held = { changes: byId, isFlooding, last }
    for (const { id } of changes) this.#held.set(id, held)
    this.#releaseLater()
  }

  #releaseLater(): void {
    this.#cancelTimer ??= this.#options.timers.after(RELEASE_INTERVAL, () => this.#releaseSome())
  }

  #releaseSome(): void {
    this.#cancelTimer = undefined
    this.#reportFlood()
    const now = this.#options.timers.now()
    const inTurn = [...new Set(this.#held.values())].sort((a, b) => a.last - b.last)
    const quiet = inTurn.filter((held) => !held.isFlooding && this.#payFor(held, now))
    const flooding = inTurn.filter((held) => held.isFlooding && this.#payFor(held, now))
    this.#release([...quiet, ...flooding])
    if (this.isHolding) this.#releaseLater()
  }

  #payFor({ changes, isFlooding }: Held, now: Milliseconds): boolean {
    const held = [...changes.values()]
    const isShared = isFlooding ? this.#hasReserve(now) : this.#hasSharedToken(now)
    if (!isShared || !held.every((change) => this.#hasToken(change, now))) return false
    this.#pay(held, now)
    return true
  }

  #release(released: readonly Held[]): void {
    const { admit, release } = this.#options
    for (const { changes } of released) for (const id of changes.keys()) this.#held.delete(id)
    for (const { changes, isFlooding } of released) if (!isFlooding) admit([...changes.values()])
    const flooding = released.filter((held) => held.isFlooding)
    if (flooding.length > 0) release(flooding.flatMap(({ changes }) => [...changes.values()]))
    if (!this.isHolding) this.#resolveEmpty()
  }

  #pay(changes: readonly ScriptChange[], now: Milliseconds): void {
    let cost = 0
    for (const { id } of changes) {
      const rate = this.#rates.get(id)
      if (rate) {
        cost += 1
        rate.bucket.take(1, now)
        rate.last = now
      } else
        this.#rates.set(id, {
          bucket: new TokenBucket(this.#options.limits.script, now),
          last: now,
        })
    }
    this.#source.take(cost, now)
    this.#options.all.take(cost, now)
    if (this.#rates.size > MOST_RATES) this.#forgetQuiet(now)
  }

  /** Ids that came and went must not pile up. */
  #forgetQuiet(now: Milliseconds): void {
    for (const [id, { bucket }] of this.#rates) if (bucket.isFilled(1, now)) this.#rates.delete(id)
  }

  #hasToken({ id }: ScriptChange, now: Milliseconds): boolean {
    return this.#rates.get(id)?.bucket.has(1, now) ?? true
  }

  /** Of the source, and of all. */
  #hasSharedToken(now: Milliseconds): boolean {
    return this.#source.has(1, now) && this.#options.all.has(1, now)
  }

  /** What floods leaves some tokens to the others. */
  #hasReserve(now: Milliseconds): boolean {
    return this.#source.isFilled(RESERVE, now) && this.#options.all.isFilled(RESERVE, now)
  }

  #reportFlood(): void {
    if (this.#isReported || !this.isHolding) return
    this.#isReported = true
    this.#options.flooded([...this.#held.keys()])
  }

  #resolveEmpty(): void {
    for (const resolve of this.#whenEmpty.splice(0)) resolve()
  }
}
