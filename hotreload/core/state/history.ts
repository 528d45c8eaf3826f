// History: the last versions of each script, what became of them, and all that it takes to go back
// to one.

import { type Behaviours, TickswapError } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { LinkedModule } from './linked-module.ts'

/**
 * What became of a version. `rolling`: it is still proving itself. `committed`: it has, whether it
 * runs or was replaced since. `withdrawn`: it faulted before that. `superseded`: a newer one came
 * before that. `rolledBack`: it was rolled back, by hand or after too many faults.
 */
export type Outcome = 'rolling' | 'committed' | 'withdrawn' | 'superseded' | 'rolledBack'

/** One version of a script. Plain data. */
export interface HistoryVersion {
  readonly version: number
  /** How many versions of the script are newer. */
  readonly depth: number
  /** When it went live, in milliseconds since 1970. */
  readonly time: number
  /** Its source. */
  readonly text: string
  /** What it was compiled to; undefined for an initial script, until it is compiled. */
  readonly code: string | undefined
  /** The source map from `code` to `text`, as JSON. */
  readonly map: string | undefined
  /** SHA-256 of `text`, in hex. */
  readonly hash: string | undefined
  readonly outcome: Outcome
  /** Why, in a sentence. */
  readonly reason: string
}

/** One version of a script, with the module that can be published again. */
export interface VersionRecord {
  readonly id: string
  readonly number: number
  readonly time: number
  readonly linked: LinkedModule
  outcome: Outcome
  reason: string
  /**
   * The fault that took it back, and when. As long as it is there, the same text is not tried
   * again.
   */
  fault: { readonly diagnostic: Diagnostic; readonly time: number } | undefined
}

/** What is known of a version when it goes live. */
export type PublishedVersion = Pick<VersionRecord, 'id' | 'number' | 'time' | 'linked'>

const DEFAULT_DEPTH = 10

/** How many versions of each script are kept. Throws a `TickswapError` for a depth below 1. */
export function historyDepth(depth = DEFAULT_DEPTH): number {
  if (Number.isInteger(depth) && depth >= 1) return depth
  throw new TickswapError(
    `The historyDepth must be a whole number of versions, 1 or more, not ${depth}.`,
  )
}

/**
 * The versions of all scripts, bounded: no more than `depth` of each, but always the one that runs
 * and the good one.
 */
export class History {
  readonly #behaviours: Behaviours
  readonly #depth: number
  /** By script, newest first. */
  readonly #records = new Map<string, VersionRecord[]>()
  /** Published, and not yet among the records: those are made when they are first asked for. */
  readonly #fresh = new Map<string, PublishedVersion>()

  constructor(behaviours: Behaviours, depth: number) {
    this.#behaviours = behaviours
    this.#depth = depth
  }

  get scripts(): Iterable<string> {
    return new Set([...this.#records.keys(), ...this.#fresh.keys()])
  }

  /** The versions of a script, newest first. */
  of(id: string): readonly VersionRecord[] {
    const fresh = this.#fresh.get(id)
    if (fresh && this.#fresh.delete(id)) this.#record(fresh)
    return this.#records.get(id) ?? []
  }

  find(id: string, number: number): VersionRecord | undefined {
    return this.of(id).find((record) => record.number === number)
  }

  /** The version that is current, if it is among the kept ones. */
  current(id: string): VersionRecord | undefined {
    const records = this.of(id)
    return records.length > 0 ? this.find(id, this.#behaviours.versions(id).current) : undefined
  }

  /** The version that a module belongs to. */
  recordOf(linked: LinkedModule): VersionRecord | undefined {
    return this.of(linked.id).find((record) => record.linked === linked)
  }

  /**
   * Notes that versions went live, at next to no cost: their records are made when they are first
   * asked for.
   */
  announce(versions: readonly PublishedVersion[]): void {
    for (const version of versions) this.#fresh.set(version.id, version)
  }

  /**
   * Notes that a version went live: a new one, or one that comes back, maybe under another number.
   */
  publish(version: PublishedVersion): VersionRecord {
    this.of(version.id)
    return this.#record(version)
  }

  /** The versions of a script, newest first, as plain data. */
  list(id: string): readonly HistoryVersion[] {
    return this.of(id).map(({ number, time, linked, outcome, reason }, depth) => ({
      version: number,
      depth,
      time,
      text: linked.text,
      code: linked.module?.code,
      map: linked.module?.map,
      hash: linked.module?.hash,
      outcome,
      reason,
    }))
  }

  #record(version: PublishedVersion): VersionRecord {
    const { id, number, linked } = version
    const known = this.recordOf(linked)
    const isGood = this.#behaviours.versions(id).good === number
    const record: VersionRecord = {
      ...(known?.number === number ? known : version),
      outcome: isGood ? 'committed' : 'rolling',
      reason: isGood ? goodReason(known) : 'It has not proven itself yet.',
      fault: undefined,
    }
    const others = this.of(id).filter((other) => other !== known)
    for (const other of others) if (other.outcome === 'rolling') supersede(other, number)
    this.#records.set(id, this.#bounded([record, ...others].sort((a, b) => b.number - a.number)))
    return record
  }

  #bounded(records: VersionRecord[]): VersionRecord[] {
    const [newest] = records
    if (!newest || records.length <= this.#depth) return records
    const { current, good } = this.#behaviours.versions(newest.id)
    const needed = new Set([newest.number, current, good])
    let surplus = records.length - this.#depth
    return records
      .toReversed()
      .filter(({ number }) => needed.has(number) || surplus-- <= 0)
      .reverse()
  }
}

function goodReason(known: VersionRecord | undefined): string {
  return known ? 'It had proven itself before.' : 'It went live without a rollout.'
}

function supersede(record: VersionRecord, by: number): void {
  record.outcome = 'superseded'
  record.reason = `Version ${by} superseded it before it had proven itself.`
}
