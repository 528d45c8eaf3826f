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
  /** Takes changes that were held. They belong to no burst. */
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
  /** By script id, the newest of each. */
  readonly changes: Map<string, ScriptChange>
  /** When one of its scripts was let through last. */
  readonly last: Milliseconds
}

/**
 * One source's gate. The first text of a script always passes; later ones take a token of the
 * script, of the source and of all. A script without a token is held alone; if the source has none,
 * the rest of the report is held whole. What was let through longest ago is released first, so that
 * a script which changes seldom never waits for those that flood.
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
      else if (this.#hasToken(change.id, now)) passing.push(change)
      else this.#hold([change], now)
    }
    if (passing.length === 0) return
    if (this.#hasSourceToken(now) || passing.every(({ id }) => !this.#rates.has(id))) {
      this.#pay(passing, now)
      admit(passing)
    } else this.#hold(passing, now)
  }

  /** Releases what is held, without waiting for tokens. */
  flush(): void {
    this.#release([...new Set(this.#held.values())], this.#options.timers.now())
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

  #hold(changes: readonly ScriptChange[], now: Milliseconds): void {
    if (now - this.#lastHeld > FLOOD_END) this.#isReported = false
    this.#lastHeld = now
    const last = Math.max(...changes.map(({ id }) => this.#rates.get(id)?.last ?? 0))
    const held: Held = { changes: new Map(changes.map((change) => [change.id, change])), last }
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
    this.#release(
      inTurn.filter((held) => this.#payFor(held, now)),
      now,
    )
    if (this.isHolding) this.#releaseLater()
  }

  #payFor({ changes }: Held, now: Milliseconds): boolean {
    const held = [...changes.values()]
    if (!this.#hasSourceToken(now) || !held.every(({ id }) => this.#hasToken(id, now))) return false
    this.#pay(held, now)
    return true
  }

  #release(released: readonly Held[], now: Milliseconds): void {
    const changes = released.flatMap(({ changes }) => [...changes.values()])
    for (const { id } of changes) this.#held.delete(id)
    if (changes.length > 0) this.#options.release(changes)
    this.#lastHeld = now
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
    for (const [id, { bucket }] of this.#rates) if (bucket.isFull(now)) this.#rates.delete(id)
  }

  #hasToken(id: string, now: Milliseconds): boolean {
    return this.#rates.get(id)?.bucket.has(now) ?? true
  }

  #hasSourceToken(now: Milliseconds): boolean {
    return this.#source.has(now) && this.#options.all.has(now)
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
