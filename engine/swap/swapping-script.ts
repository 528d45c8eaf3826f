// SwappingScript: a script whose versions replace each other while the game runs.

import type { Seconds } from '../base/duration.ts'
import { type FrameBudget, unlimitedBudget } from '../budget/frame-budget.ts'
import type { Segment } from '../cohort/segment.ts'
import { checkKind, type Definition, type Runnable } from '../define/definition.ts'
import type { Fault, Thrown } from '../fault/fault.ts'
import { FaultCounter } from '../fault/fault-limit.ts'
import { describeFault } from '../fault/fault-message.ts'
import { Membership } from '../membership/membership.ts'
import type { ScriptedComponent } from '../membership/scripted-component.ts'
import { makeVersion, SYSTEM, waitingVersion } from '../script/make-version.ts'
import type { Prepared, Script } from '../script/script.ts'
import { type ScriptReport, standing } from '../script/script-report.ts'
import { schemaDifference } from '../state/schema-difference.ts'
import type { RolloutOptions } from '../version/rollout.ts'
import { callFrame } from '../version/script-call.ts'
import type { Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import { Reconciler } from './reconciler.ts'
import { ScriptVersions } from './script-versions.ts'

/** What limits the swaps of a world. */
interface SwapLimits {
  /** What is left of this frame's budget for hot-reload work. */
  readonly budget: FrameBudget
  /** How new versions prove themselves; undefined if they need not. */
  readonly rollout: RolloutOptions | undefined
}

/** One script: its versions, its entities, and what happens to them in a frame. */
export class SwappingScript implements Script {
  readonly kind: Definition['kind']
  readonly id: string
  readonly #engine: Engine
  readonly #versions: ScriptVersions
  readonly #membership: Membership
  readonly #reconciler: Reconciler
  readonly #faults: FaultCounter
  readonly #budget: FrameBudget
  readonly #rolloutOptions: RolloutOptions | undefined
  /** One entity's fault does not stop the others, unless the version is unproven. */
  readonly #shouldContinue = (version: Version) => !this.#versions.isUnproven(version)
  #isSettled = true
  /** Entities that the last reconcile left outdated, without those that joined since. */
  #leftOutdated = 0

  constructor(
    engine: Engine,
    id: string,
    kind: Definition['kind'],
    { budget, rollout }: SwapLimits,
  ) {
    const waiting = waitingVersion(engine)
    this.id = id
    this.kind = kind
    this.#engine = engine
    this.#faults = new FaultCounter(engine.faultLimit)
    // A system is a single swap, which needs no budget.
    this.#budget = kind === 'system' ? unlimitedBudget() : budget
    this.#rolloutOptions = rollout
    this.#versions = new ScriptVersions(waiting, (version) => {
      if (version !== waiting) engine.events.emit('released', { id, version: version.number })
    })
    this.#membership = new Membership(engine, id, this.#versions, (version, thrown) =>
      this.#fault(version, thrown),
    )
    this.#reconciler = new Reconciler(
      this.#versions,
      this.#membership,
      (version, thrown) => this.#fault(version, thrown) !== 'withdrawn',
    )
    if (kind === 'system') this.#versions.cohort.add(SYSTEM, 0)
  }

  get component(): ScriptedComponent {
    return this.#membership.open()
  }

  get order(): number {
    return this.#versions.current.definition.order
  }

  get version(): number {
    return this.#versions.current.number
  }

  get goodVersion(): number {
    return this.#versions.good.number
  }

  /** Entities that do not run the current version yet. */
  get outdated(): number {
    return this.kind === 'behaviour' ? this.#versions.outdated : 0
  }

  /** Whether all is swapped and proven: then there is nothing to reconcile. */
  get isIdle(): boolean {
    return this.#isSettled && this.#versions.rollout === undefined
  }

  prepare(definition: Runnable): Prepared {
    checkKind(this, definition)
    const version = makeVersion(this.#engine, this, definition, {
      number: this.#versions.numberFor(definition),
      live: this.#versions.layouts,
      onThrown: (version, late) => this.#fault(version, late),
    })
    const publish = () => this.#publish(version)
    return { id: this.id, version: version.number, publish, discard: () => version.release() }
  }

  /** Swaps outdated entities within the budget, and commits a version that has proven itself. */
  reconcile(): void {
    if (!this.#isSettled || this.#versions.outdated > 0) this.#swap()
    const { rollout, outdated } = this.#versions
    this.#leftOutdated = outdated
    if (!rollout?.isProven || outdated > 0 || this.#budget.isSpent) return
    this.#commit('it ran on all entities without a fault')
    this.#budget.did(1)
  }

  /** Runs every version over its entities. If one is withdrawn, they run the good version. */
  run(delta: Seconds): void {
    const { cohort } = this.#versions
    let isWithdrawn = false
    for (let i = 0; i < cohort.segments.length; ) {
      const segment = cohort.segment(i)
      const isSkipped = segment.size === 0 || segment.version.suspended
      const outcome = isSkipped ? undefined : this.#runSegment(segment, delta)
      if (outcome === 'withdrawn') isWithdrawn = true
      else i += 1
    }
    const { rollout, current } = this.#versions
    const phase = rollout?.phase
    rollout?.ran(this.#versions.running(current), this.#leftOutdated)
    if (rollout?.phase !== phase) this.#announcePhase()
    if (isWithdrawn) this.#restore()
  }

  report(): ScriptReport {
    const { cohort, current, good, rollout, owned } = this.#versions
    const { phase, reason } = rollout ?? standing(good)
    const isSystem = this.kind === 'system'
    const segments = isSystem ? [] : cohort.segments.filter(({ size }, i) => size > 0 || i === 0)
    return {
      id: this.id,
      kind: this.kind,
      version: current.number,
      goodVersion: good.number,
      phase,
      reason,
      order: this.order,
      entities: isSystem ? 0 : cohort.size,
      outdated: this.outdated,
      versions: segments.map(({ version, size }) => ({ version: version.number, entities: size })),
      changes: rollout ? schemaDifference(good.definition.state, current.definition.state) : [],
      timers: owned.filter((isTimer) => isTimer).length,
      resources: owned.length,
    }
  }

  close(): void {
    this.#membership.close()
    this.#versions.close()
  }

  /** Costs the same however many entities there are. */
  #publish(version: Version): void {
    const { rollout, outdated, current, cohort } = this.#versions
    if (rollout?.phase === 'probation' && outdated === 0)
      this.#commit('all entities ran it when the next version was published')
    const isFirst = current.number === 0 && (cohort.size === 0 || this.kind === 'system')
    const wasGood = this.#versions.goodDefinitions.has(version.definition)
    const rolloutOptions = isFirst || wasGood ? undefined : this.#rolloutOptions
    if (!rolloutOptions) this.#faults.reset()
    this.#versions.publish(version, rolloutOptions)
    if (isFirst) version.grow(this.#membership.capacity)
    this.#isSettled = false
    this.#announcePhase()
  }

  #runSegment(segment: Segment, delta: Seconds): Fault['outcome'] | undefined {
    const { version } = segment
    const { context } = version
    context.delta = delta
    context.elapsed = this.#engine.elapsed
    for (const entities of this.#versions.cohort.lists(segment)) {
      const thrown = callFrame(version, entities, this.#shouldContinue)
      const outcome = thrown && this.#fault(version, thrown)
      if (outcome && outcome !== 'counted') return outcome
    }
    return undefined
  }

  /** Carries out the outcome of a fault, and reports it. */
  #fault(version: Version, thrown: Thrown): Fault['outcome'] {
    const { id, kind } = this
    const entities = kind === 'system' ? 0 : this.#versions.running(version)
    const outcome = this.#outcomeFor(version)
    const runs = this.#versions.good.number
    this.#engine.events.emit(
      'faulted',
      describeFault(
        { ...thrown, id, kind, version: version.number, outcome, runs, entities },
        this.#engine.faultLimit,
      ),
    )
    return outcome
  }

  #outcomeFor(version: Version): Fault['outcome'] {
    if (this.#versions.isUnproven(version)) {
      this.#versions.withdraw(version)
      this.#isSettled = false
      return 'withdrawn'
    }
    if (!this.#versions.isGood(version))
      return this.#versions.running(version) > 0 ? 'counted' : 'released'
    if (!this.#faults.exceeds(this.#engine.elapsed * 1000)) return 'counted'
    this.#faults.reset()
    this.#versions.suspend()
    return this.#rollBack() ? 'rolledBack' : 'suspended'
  }

  /** Publishes the definition that was good before, except in a rollout: that may be the fix. */
  #rollBack(): boolean {
    if (this.#versions.rollout) return false
    const { goodDefinitions } = this.#versions
    for (let old = goodDefinitions.takeAncestor(); old; old = goodDefinitions.takeAncestor()) {
      try {
        this.prepare(old).publish()
        return true
      } catch {
        // Its setup throws now: try the one before.
      }
    }
    return false
  }

  #commit(reason: string): void {
    this.#versions.commit()
    this.#faults.reset()
    this.#engine.events.emit('committed', { id: this.id, version: this.version, reason })
  }

  /** Entities of a withdrawn version are restored at once, within this frame's budget. */
  #restore(): void {
    this.#budget.resume()
    this.#swap()
    this.#budget.pause()
  }

  #swap(): void {
    const { events } = this.#engine
    const before = this.#budget.swapped
    this.#reconciler.run(this.#budget)
    const entities = this.#budget.swapped - before
    const { id, version } = this
    const { outdated } = this.#versions
    const isReported = entities > 0 && this.kind === 'behaviour' && events.has('swapped')
    if (isReported) events.emit('swapped', { id, version, entities, outdated })
    if (this.#isSettled || outdated > 0) return
    this.#isSettled = true
    events.emit('settled', { id, version })
  }

  #announcePhase(): void {
    const { rollout } = this.#versions
    if (!rollout) return
    const { phase, reason } = rollout
    this.#engine.events.emit('rollout', { id: this.id, version: this.version, phase, reason })
  }
}
