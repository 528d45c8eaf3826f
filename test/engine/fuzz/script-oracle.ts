// ScriptOracle: what one behaviour should do, worked out eagerly, one entity at a time.

import type { Entity, Fault, FaultLimit, RolloutOptions, Schema } from 'tickswap'
import type { Life, RandomVersion } from './random-version.ts'
import { initialValues, isDifferent, migratedValues, stored, type Values } from './values.ts'

/** One entity of a behaviour. */
export interface Member {
  version: number
  state: Map<string, unknown>
  /** What it had before it left the good version. */
  snapshot: Values | undefined
  /** Updates that counted in this frame. */
  updates: number
  isNew: boolean
}

export interface ScriptOracleOptions {
  readonly id: string
  readonly rollout: RolloutOptions | undefined
  readonly faults: FaultLimit
  readonly lives: ReadonlyMap<number, Life>
}

/** Follows the documented rules without a thought for speed. */
export class ScriptOracle {
  readonly id: string
  readonly members = new Map<Entity, Member>()
  readonly unproven = new Set<number>()
  readonly suspended = new Set<number>()
  readonly #options: ScriptOracleOptions
  readonly #ancestors: RandomVersion[] = []
  readonly #everGood = new Set<RandomVersion>()
  #faultTimes: number[] = []
  /** The version that faulted too often last. Entities on their way to it arrive first. */
  #retired = 0
  current = 0
  good = 0
  /** Whether the current version ran a frame on its canary. */
  isCanaryDone = true

  constructor(options: ScriptOracleOptions) {
    this.id = options.id
    this.#options = options
  }

  schemaOf(version: number): Schema {
    return this.#versionOf(version)?.definition.state ?? {}
  }

  /** New entities join the version that all could go back to. */
  join(entity: Entity): Member {
    const state = initialValues(this.schemaOf(this.good))
    const member = { version: this.good, state, snapshot: undefined, updates: 0, isNew: true }
    this.members.set(entity, member)
    return member
  }

  assign(entity: Entity, values: Values): void {
    const member = this.members.get(entity)
    if (!member) return
    for (const [name, field] of Object.entries(this.schemaOf(member.version))) {
      const value = values.get(name)
      if (value === undefined) continue
      if (field.type === 'ref' && typeof value === 'object') member.state.set(name, value)
      if (field.type !== 'ref' && typeof value === 'number')
        member.state.set(name, stored(field.type, value))
    }
  }

  publish(version: number): void {
    const isFirst = this.current === 0 && this.members.size === 0
    this.current = version
    const wasGood = this.#wasGood(version)
    if (isFirst || wasGood || !this.#options.rollout) {
      this.commit(version)
    } else {
      this.unproven.add(version)
      this.isCanaryDone = false
    }
  }

  /**
   * The versions that a member may go through to get to `version`; undefined if it may not go
   * there.
   */
  route(member: Member, version: number): readonly number[] | undefined {
    const isOlder = member.version !== this.good && !this.unproven.has(member.version)
    if (isOlder && (version === this.good || version === this.#retired)) return [version]
    if (version !== this.current || version === member.version) return undefined
    return isOlder ? [this.good, version] : [version]
  }

  /** Whether a member gets to `version` without a hook being called. */
  isSilent(member: Member, version: number): boolean {
    let from = member.version
    return (this.route(member, version) ?? [0]).every((to) => {
      const isSilent = from > 0 && to > 0 && !this.migrates(from, to)
      from = to
      return isSilent
    })
  }

  swap(member: Member, version: number): void {
    if (member.version === this.good && this.unproven.has(version))
      member.snapshot = new Map(member.state)
    member.state = migratedValues(
      member.state,
      this.schemaOf(member.version),
      this.schemaOf(version),
    )
    member.version = version
  }

  /** Whether `migrate` is called on the way from one version to another. */
  migrates(from: number, to: number): boolean {
    const migrates = this.#versionOf(to)?.migrates ?? false
    return from > 0 && migrates && isDifferent(this.schemaOf(from), this.schemaOf(to))
  }

  commit(version: number): void {
    this.#remember(this.good, version)
    this.#replaceGood(version)
    this.#faultTimes = []
  }

  /**
   * What must come of a fault; the `setup` of `refused` versions threw when they were to come back.
   */
  fault(
    { version, runs }: Fault,
    now: number,
    refused: readonly RandomVersion[],
  ): Pick<Fault, 'outcome' | 'runs'> {
    if (this.unproven.has(version)) return { outcome: this.#withdraw(version), runs: this.good }
    if (version !== this.good) return { outcome: 'counted', runs: this.good }
    const { limit, window } = this.#options.faults
    this.#faultTimes = [...this.#faultTimes, now].filter((time) => now - time <= window)
    if (this.#faultTimes.length <= limit) return { outcome: 'counted', runs: this.good }
    this.#faultTimes = []
    this.suspended.add(this.good)
    const suspended = this.#versionOf(this.good)
    if (suspended) this.#everGood.delete(suspended)
    const before = this.current === this.good ? this.#takeAncestor(refused) : undefined
    if (!before) return { outcome: 'suspended', runs: this.good }
    if (this.#versionOf(runs) !== before) return { outcome: 'rolledBack', runs: 0 }
    this.#retired = this.good
    this.current = runs
    this.suspended.delete(runs)
    this.#remember(this.good, runs)
    this.#replaceGood(runs)
    return { outcome: 'rolledBack', runs }
  }

  #withdraw(version: number): 'withdrawn' {
    const withdrawn = [...this.unproven].filter((unproven) => unproven <= version)
    for (const member of this.members.values()) {
      if (!withdrawn.includes(member.version)) continue
      const state = new Map(member.snapshot)
      Object.assign(member, { version: this.good, state, snapshot: undefined, updates: 0 })
    }
    for (const unproven of withdrawn) this.unproven.delete(unproven)
    if (version !== this.current) return 'withdrawn'
    this.current = this.good
    this.isCanaryDone = true
    return 'withdrawn'
  }

  #takeAncestor(refused: readonly RandomVersion[]): RandomVersion | undefined {
    let tries = 0
    for (let old = this.#ancestors.pop(); old; old = this.#ancestors.pop()) {
      if (!this.#everGood.has(old)) continue
      if (refused[tries] !== old) return old
      tries += 1
    }
    return undefined
  }

  #wasGood(number: number): boolean {
    const version = this.#versionOf(number)
    return version !== undefined && this.#everGood.has(version)
  }

  #versionOf(number: number): RandomVersion | undefined {
    return this.#options.lives.get(number)?.version
  }

  /** Who returns to an ancestor has left all that came after it. */
  #remember(left: number, next: number): void {
    const version = this.#versionOf(left)
    const after = this.#versionOf(next)
    const returning = after ? this.#ancestors.indexOf(after) : -1
    if (returning >= 0) this.#ancestors.length = returning
    else if (version && !this.suspended.has(left)) this.#ancestors.push(version)
    if (this.#ancestors.length > 10) this.#ancestors.shift()
  }

  #replaceGood(version: number): void {
    const definition = this.#versionOf(version)
    if (definition) this.#everGood.add(definition)
    this.good = version
    this.unproven.clear()
    this.isCanaryDone = true
    for (const member of this.members.values()) member.snapshot = undefined
  }
}
