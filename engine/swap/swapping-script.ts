// SwappingScript: a script whose versions take over from each other while the game runs, and go back at a fault.

import type { Seconds } from '../base/duration.ts'
import { type FrameBudget, unlimitedBudget } from '../budget/frame-budget.ts'
import type { Segment } from '../cohort/segment.ts'
import { checkKind, type Definition, type Runnable } from '../define/definition.ts'
import type { Fault, Thrown } from '../fault/fault.ts'
import { FaultCounter } from '../fault/fault-limit.ts'
import { describeFault } from '../fault/fault-message.ts'
import { makeVersion, SYSTEM, waitingVersion } from '../script/make-version.ts'
import { Membership } from '../script/membership.ts'
import type { Prepared, Script } from '../script/script.ts'
import type { ScriptReport } from '../script/script-report.ts'
import { standing } from '../script/script-report.ts'
import type { ScriptedComponent } from '../script/scripted-component.ts'
import { difference } from '../state/schema-difference.ts'
import type { RolloutOptions } from '../version/rollout.ts'
import { callFrame } from '../version/script-call.ts'
import type { Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import { Lineage } from './lineage.ts'
import { Reconciler } from './reconciler.ts'

/** What bounds the swaps of a world. */
export interface SwapLimits {
  /** What is left of this frame's budget for hot-reload work. */
  readonly budget: FrameBudget
  /** How new versions prove themselves; `undefined` if they need not. */
  readonly rollout: RolloutOptions | undefined
}

/** One script: its versions, its entities, and what happens to them in a frame. */
export class SwappingScript implements Script {
  readonly kind: Definition['kind']
  readonly id: string
  readonly #engine: Engine
  readonly #lineage: Lineage
  readonly #membership: Membership
  readonly #reconciler: Reconciler
  readonly #faults: FaultCounter
  readonly #budget: FrameBudget
  readonly #rolloutOptions: RolloutOptions | undefined
  /** One entity's fault does not stop the others, unless the version has yet to prove itself. */
  readonly #goOn = (version: Version) => !this.#lineage.isUnproven(version)
  #isSettled = true
  /** Entities that the last reconcile left outdated. Those that join later in the frame do not count. */
  #waiting = 0

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
    // A system is a single swap: it need not wait for entities.
    this.#budget = kind === 'system' ? unlimitedBudget() : budget
    this.#rolloutOptions = rollout
    this.#lineage = new Lineage(waiting, (version) => {
      if (version !== waiting) engine.events.emit('released', { id, version: version.number })
    })
    this.#membership = new Membership(engine, id, this.#lineage, (version, thrown) =>
      this.#fault(version, thrown),
    )
    this.#reconciler = new Reconciler(
      this.#lineage,
      this.#membership,
      (version, thrown) => this.#fault(version, thrown) !== 'withdrawn',
    )
    if (kind === 'system') this.#lineage.cohort.add(SYSTEM, 0)
  }

  get component(): ScriptedComponent {
    return this.#membership.open()
  }

  get order(): number {
    return this.#lineage.current.definition.order
  }

  get version(): number {
    return this.#lineage.current.number
  }

  get goodVersion(): number {
    return this.#lineage.good.number
  }

  /** Entities that do not run the current version yet. */
  get outdated(): number {
    return this.kind === 'behaviour' ? this.#lineage.outdated : 0
  }

  /** Whether all is swapped and proven: then entities join on the current version, and there is nothing to reconcile. */
  get isAtRest(): boolean {
    return this.#isSettled && this.#lineage.rollout === undefined
  }

  prepare(definition: Runnable): Prepared {
    checkKind(this, definition)
    const version = makeVersion(this.#engine, this, definition, {
      number: this.#lineage.numberFor(definition),
      live: this.#lineage.layouts,
      onThrown: (version, late) => this.#fault(version, late),
    })
    const publish = () => this.#publish(version)
    return { id: this.id, version: version.number, publish, discard: () => version.release() }
  }

  /** Swaps outdated entities while the frame's budget lasts, and commits the version that has proven itself. */
  reconcile(): void {
    if (!this.#isSettled || this.#lineage.outdated > 0) this.#swap()
    const { rollout, outdated } = this.#lineage
    this.#waiting = outdated
    if (!rollout?.isProven || outdated > 0 || this.#budget.isSpent) return
    this.#commit('it ran on all entities without a fault')
    this.#budget.did(1)
  }

  /** Runs every version over its entities. Where one is withdrawn, its entities still get their turn. */
  run(delta: Seconds): void {
    const { cohort } = this.#lineage
    let isWithdrawn = false
    for (let i = 0; i < cohort.segments.length; ) {
      const segment = cohort.segment(i)
      const isIdle = segment.size === 0 || segment.version.suspended
      const outcome = isIdle ? undefined : this.#runSegment(segment, delta)
      if (outcome === 'withdrawn') isWithdrawn = true
      else i += 1
    }
    const { rollout, current } = this.#lineage
    const phase = rollout?.phase
    rollout?.ran(this.#lineage.running(current), this.#waiting)
    if (rollout?.phase !== phase) this.#announcePhase()
    if (isWithdrawn) this.#restore()
  }

  report(): ScriptReport {
    const { cohort, current, good, rollout } = this.#lineage
    const isSystem = this.kind === 'system'
    const owned = this.#lineage.owned
    const segments = isSystem ? [] : cohort.segments.filter(({ size }, i) => size > 0 || i === 0)
    return {
      id: this.id,
      kind: this.kind,
      version: current.number,
      goodVersion: good.number,
      ...this.#phase(),
      order: this.order,
      entities: isSystem ? 0 : cohort.size,
      outdated: this.outdated,
      versions: segments.map(({ version, size }) => ({ version: version.number, entities: size })),
      changes: rollout ? difference(good.definition.state, current.definition.state) : [],
      timers: owned.filter((isTimer) => isTimer).length,
      resources: owned.length,
    }
  }

  close(): void {
    this.#membership.close()
    this.#lineage.close()
  }

  /** Costs the same however many entities there are. */
  #publish(version: Version): void {
    const { rollout, outdated, current, cohort } = this.#lineage
    if (rollout?.phase === 'probation' && outdated === 0)
      this.#commit('all entities ran it when the next one came')
    const isFirst = current.number === 0 && (cohort.size === 0 || this.kind === 'system')
    const wasGood = this.#lineage.wasGood(version.definition)
    const rolloutOptions = isFirst || wasGood ? undefined : this.#rolloutOptions
    if (!rolloutOptions) this.#faults.reset()
    this.#lineage.publish(version, rolloutOptions)
    if (isFirst) version.grow(this.#membership.capacity)
    this.#isSettled = false
    this.#announcePhase()
  }

  #runSegment(segment: Segment, delta: Seconds): Fault['outcome'] | undefined {
    const { version } = segment
    const { context } = version
    context.delta = delta
    context.elapsed = this.#engine.elapsed
    for (const entities of this.#lineage.cohort.lists(segment)) {
      const thrown = callFrame(version, entities, this.#goOn)
      const outcome = thrown && this.#fault(version, thrown)
      if (outcome && outcome !== 'counted') return outcome
    }
    return undefined
  }

  /** Says and does what follows from a fault. */
  #fault(version: Version, thrown: Thrown): Fault['outcome'] {
    const { id, kind } = this
    const entities = kind === 'system' ? 0 : this.#lineage.running(version)
    const outcome = this.#answer(version)
    const runs = this.#lineage.good.number
    this.#engine.events.emit(
      'faulted',
      describeFault({ ...thrown, id, kind, version: version.number, outcome, runs, entities }),
    )
    return outcome
  }

  #answer(version: Version): Fault['outcome'] {
    if (this.#lineage.isUnproven(version)) {
      this.#lineage.withdraw(version)
      this.#isSettled = false
      return 'withdrawn'
    }
    if (this.#lineage.running(version) === 0 && !this.#lineage.isGood(version)) return 'released'
    if (!this.#lineage.isGood(version) || !this.#faults.exceeds(this.#engine.elapsed * 1000))
      return 'counted'
    this.#faults.reset()
    this.#lineage.suspend()
    return this.#revive() ? 'rolledBack' : 'suspended'
  }

  /** Brings back the version that was good before. While a newer one is on its way, that one is the hope. */
  #revive(): boolean {
    if (this.#lineage.rollout) return false
    for (let old = this.#lineage.takeAncestor(); old; old = this.#lineage.takeAncestor()) {
      try {
        this.prepare(old).publish()
        return true
      } catch {
        // Its setup throws by now: try the one before.
      }
    }
    return false
  }

  #commit(reason: string): void {
    this.#lineage.commit()
    this.#faults.reset()
    this.#engine.events.emit('committed', { id: this.id, version: this.version, reason })
  }

  /** What came back from a withdrawn version is restored at once, as far as this frame's budget goes. */
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
    const { outdated } = this.#lineage
    const isTold = entities > 0 && this.kind === 'behaviour' && events.has('swapped')
    if (isTold) events.emit('swapped', { id, version, entities, outdated })
    if (this.#isSettled || outdated > 0) return
    this.#isSettled = true
    events.emit('settled', { id, version })
  }

  #announcePhase(): void {
    const { rollout } = this.#lineage
    if (!rollout) return
    const { phase, reason } = rollout
    this.#engine.events.emit('rollout', { id: this.id, version: this.version, phase, reason })
  }

  #phase(): Pick<ScriptReport, 'phase' | 'reason'> {
    const { rollout, good } = this.#lineage
    return rollout ? { phase: rollout.phase, reason: rollout.reason } : standing(good)
  }
}
