// Script: one registered behaviour or system: its versions, its entities, and what happens to them in a frame.

import { defineBehaviour, type Entity, type EntityList, type Seconds } from './behaviour.ts'
import { type FrameBudget, unlimitedBudget } from './budget.ts'
import { callEach, callOnce } from './call.ts'
import { createLayout } from './column.ts'
import { type Definition, kindError, type Runnable } from './definition.ts'
import { difference } from './difference.ts'
import type { Engine } from './engine.ts'
import { describeFault, type Fault, FaultCounter, setupError, type Thrown } from './fault.ts'
import { Lifetime } from './lifetime.ts'
import { Lineage } from './lineage.ts'
import { Membership } from './membership.ts'
import { Reconciler } from './reconcile.ts'
import type { ScriptReport } from './report.ts'
import type { ScriptedComponent } from './scripted-component.ts'
import type { Segment } from './segment.ts'
import { Version } from './version.ts'

/** What a script runs that has no version yet: nothing. Its entities wait. */
const WAITING = defineBehaviour({})

/** The one member of a system's cohort. So a system swaps and goes back as an entity does. bitECS begins at 1. */
const SYSTEM: Entity = 0

/** A version that is ready to go live: its `setup` has run. */
export interface Prepared {
  readonly id: string
  readonly version: number
  publish(): void
  /** Releases it instead. */
  discard(): void
}

/** A registered script. */
export class Script {
  readonly kind: Definition['kind']
  readonly id: string
  readonly #engine: Engine
  readonly #lineage: Lineage
  readonly #membership: Membership
  readonly #reconciler: Reconciler
  readonly #faults: FaultCounter
  readonly #budget: FrameBudget
  #isSettled = true
  /** Entities that the last reconcile left outdated. Those that join later in the frame do not count. */
  #waiting = 0

  constructor(engine: Engine, id: string, kind: Definition['kind']) {
    const waiting = new Version(engine.world, 0, WAITING, new Map(), new Lifetime(() => {}))
    this.id = id
    this.kind = kind
    this.#engine = engine
    this.#faults = new FaultCounter(engine.faultLimit)
    // A system is a single swap: it need not wait for entities.
    this.#budget = kind === 'system' ? unlimitedBudget() : engine.budget
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
    if (kind === 'behaviour') this.#membership.open()
    else this.#lineage.cohort.add(SYSTEM, 0)
  }

  get component(): ScriptedComponent {
    return this.#membership.component
  }

  get order(): number {
    return this.#lineage.current.definition.order
  }

  get version(): number {
    return this.#lineage.current.number
  }

  /** The version that a fault goes back to. */
  get goodVersion(): number {
    return this.#lineage.good.number
  }

  /** Entities that do not run the current version yet. */
  get outdated(): number {
    return this.kind === 'behaviour' ? this.#lineage.outdated : 0
  }

  /** Makes a version, touching nothing that runs. Throws a `TickswapError` if it is refused. */
  prepare(definition: Runnable): Prepared {
    if (definition.kind !== this.kind) throw kindError(this.id, this.kind, definition.kind)
    const number = this.#lineage.numberFor(definition)
    const layout = createLayout(definition.state, this.#lineage.layouts)
    const lifetime = new Lifetime((late) => this.#engine.deferral.run(() => this.#fault(version, late)))
    const version = new Version(this.#engine.world, number, definition, layout, lifetime)
    const thrown = callOnce(version, 'setup')
    if (thrown) {
      version.release()
      throw setupError(this, thrown)
    }
    const publish = () => this.#publish(version)
    return { id: this.id, version: number, publish, discard: () => version.release() }
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
    const rolloutOptions = isFirst || wasGood ? undefined : this.#engine.rollout
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
      context.entities = entities
      const thrown = version.definition.each ? this.#runEach(version, entities) : callOnce(version, 'update')
      const outcome = thrown && this.#fault(version, thrown)
      if (outcome && outcome !== 'counted') return outcome
    }
    return undefined
  }

  /** One entity's fault does not stop the others, unless the version has yet to prove itself. */
  #runEach(version: Version, entities: EntityList): Thrown | undefined {
    let first: Thrown | undefined
    callEach(version, 'each', entities, 0, entities.length, (thrown) => {
      first ??= thrown
      return !this.#lineage.isUnproven(version)
    })
    return first
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
    if (!this.#lineage.isGood(version) || !this.#faults.exceeds(this.#engine.elapsed * 1000)) return 'counted'
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
    if (rollout) return { phase: rollout.phase, reason: rollout.reason }
    if (good.suspended)
      return { phase: 'suspended', reason: 'it faulted too often; a new version arms it again' }
    if (good.number === 0) return { phase: 'waiting', reason: 'there is no version that works yet' }
    return { phase: 'committed', reason: 'it has proven itself' }
  }
}
