// SourceGates: the way from each source to the intake, with the rate limits that they share.

import type { Emitter } from 'tickswap'
import type { Source } from '../contracts/source.ts'
import type { Warning } from '../contracts/warning.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import { quotedNames } from '../text/name-list.ts'
import { systemTimers } from '../time/timers.ts'
import { Admission } from './admission.ts'
import { FloodGate } from './flood-gate.ts'
import type { Intake } from './intake.ts'
import type { RateLimits } from './rate-limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** How many scripts a warning names. */
const MOST_NAMED = 5

/** What changes are handed to. */
type Admitting = Pick<Intake, 'add' | 'addApart'>

/** One flood gate for each source that has rate limits. */
export class SourceGates {
  readonly #events: Emitter<HotReloadEvents>
  readonly #intake: Admitting
  readonly #limits: RateLimits | undefined
  readonly #all: TokenBucket | undefined
  readonly #gates: FloodGate[] = []

  /** Without `limits`, everything comes in at once. */
  constructor(events: Emitter<HotReloadEvents>, intake: Admitting, limits: RateLimits | undefined) {
    this.#events = events
    this.#intake = intake
    this.#limits = limits
    this.#all = limits && new TokenBucket(limits.all, systemTimers.now())
  }

  /** Where a source's changes go in. */
  open(source: Source): Admission {
    const intake = this.#intake
    const gate = source.isRateLimited === false ? undefined : this.#gateOf(source)
    if (!gate) return new Admission(this.#events, (changes) => intake.add(changes))
    this.#gates.push(gate)
    return new Admission(this.#events, (changes) => gate.take(changes))
  }

  /** Whether changes wait for their rate limits. */
  get areHolding(): boolean {
    return this.#gates.some(({ isHolding }) => isHolding)
  }

  /** Lets in what waits. */
  flush(): void {
    for (const gate of this.#gates) gate.flush()
  }

  /** Resolves when nothing waits. */
  async empty(): Promise<void> {
    await Promise.all(this.#gates.map((gate) => gate.empty()))
  }

  /** Drops what waits. */
  close(): void {
    for (const gate of this.#gates) gate.close()
  }

  #gateOf(source: Source): FloodGate | undefined {
    const [limits, all] = [this.#limits, this.#all]
    if (!limits || !all) return undefined
    return new FloodGate({
      limits,
      all,
      timers: systemTimers,
      admit: (changes) => this.#intake.add(changes),
      release: (changes) => this.#intake.addApart(changes),
      flooded: (ids) => this.#events.emit('warned', floodWarning(source, ids)),
    })
  }
}

function floodWarning({ name }: Source, ids: readonly string[]): Warning {
  return {
    code: 'flood',
    ids,
    message:
      `The source ${name} reports changes faster than its rate limits allow: ` +
      `${quotedNames(ids, MOST_NAMED)}. The newest text of each goes live as soon as they do; ` +
      'other edits do not wait.',
  }
}
