// SystemScript: one registered system without entities: it swaps whole, and goes back whole.

import type { World } from 'bitecs'
import type { Seconds } from './behaviour.ts'
import { type Definition, kindError } from './definition.ts'
import type { Engine, Prepared, Script } from './engine.ts'
import { describeFault, type Fault, FaultCounter, setupError, type Thrown } from './fault.ts'
import { Lifetime } from './lifetime.ts'
import type { ScriptReport } from './report.ts'
import { beginScriptCall } from './script-call.ts'
import type { System } from './system.ts'
import { HookContext, nextVersionNumber } from './version.ts'

/** How many good versions before the present one can be gone back to. */
const ANCESTORS = 10

/** A registered system. */
export class SystemScript implements Script {
  readonly kind = 'system'
  readonly id: string
  readonly outdated = 0
  readonly #engine: Engine
  readonly #faults: FaultCounter
  /** Definitions that were good before the present one, newest last. */
  readonly #ancestors: System[] = []
  /** The numbers of all definitions that were good once. */
  readonly #goodNumbers = new WeakMap<System, number>()
  #current: SystemVersion | undefined
  #good: SystemVersion | undefined
  #frames = 0
  #isSuspended = false

  constructor(engine: Engine, id: string) {
    this.id = id
    this.#engine = engine
    this.#faults = new FaultCounter(engine.faultLimit)
  }

  get order(): number {
    return this.#current?.definition.order ?? 0
  }

  get version(): number {
    return this.#current?.number ?? 0
  }

  prepare(definition: Definition): Prepared {
    if (definition.kind !== 'system') throw kindError(this.id, 'system', definition.kind)
    const number = this.#numberFor(definition)
    const lifetime = new Lifetime((late) => this.#engine.deferral.run(() => this.#fault(version, late)))
    const version = new SystemVersion(this.#engine.world, number, definition, lifetime)
    const thrown = version.call('setup')
    if (thrown) {
      version.release()
      throw setupError(this, thrown)
    }
    return {
      id: this.id,
      version: number,
      publish: () => this.#publish(version),
      discard: () => version.release(),
    }
  }

  /** Commits the version that has proven itself. A system has nothing else to reconcile. */
  reconcile(): void {
    if (this.#current === this.#good || this.#frames < (this.#engine.rollout?.probation ?? 0)) return
    this.#commit('it ran without a fault')
  }

  /** Runs the current version; if that faults and is withdrawn, the good one still gets its turn. */
  run(delta: Seconds): void {
    if (this.#isSuspended && this.#current === this.#good) return
    const version = this.#current
    const thrown = version?.run(delta, this.#engine.elapsed)
    this.#frames += 1
    if (!version || !thrown) return
    if (this.#fault(version, thrown) === 'withdrawn') this.run(delta)
  }

  report(): ScriptReport {
    return {
      id: this.id,
      kind: this.kind,
      version: this.version,
      goodVersion: this.#good?.number ?? 0,
      ...this.#phase(),
      order: this.order,
      entities: 0,
      outdated: 0,
      versions: [],
      changes: [],
    }
  }

  close(): void {
    this.#current?.release()
    this.#good?.release()
  }

  #publish(version: SystemVersion): void {
    const { rollout, events } = this.#engine
    const replaced = this.#current
    if (replaced !== this.#good && this.#frames > 0) this.#commit('it ran when the next one came')
    else if (replaced && replaced !== this.#good) this.#release(replaced)
    this.#current = version
    this.#frames = 0
    const wasGood = this.#goodNumbers.has(version.definition)
    if (!rollout || !this.#good || wasGood) this.#commit('it needs no proof')
    else
      events.emit('rollout', {
        id: this.id,
        version: version.number,
        phase: 'probation',
        reason: this.#watching(),
      })
    events.emit('settled', { id: this.id, version: version.number })
  }

  #numberFor(definition: System): number {
    const number = this.#goodNumbers.get(definition)
    const isLive = number === this.#current?.number || number === this.#good?.number
    return number === undefined || isLive ? nextVersionNumber() : number
  }

  #fault(version: SystemVersion, thrown: Thrown): Fault['outcome'] {
    const outcome = this.#answer(version)
    const { id, kind } = this
    const consequence = { version: version.number, outcome, runs: this.version, entities: 0 }
    this.#engine.events.emit('faulted', describeFault({ ...thrown, id, kind, ...consequence }))
    return outcome
  }

  #answer(version: SystemVersion): Fault['outcome'] {
    if (version === this.#good) return this.#bear()
    return version === this.#current ? this.#withdraw(version) : 'released'
  }

  #withdraw(version: SystemVersion): 'withdrawn' {
    this.#current = this.#good
    this.#release(version)
    return 'withdrawn'
  }

  #bear(): Fault['outcome'] {
    if (!this.#faults.exceeds(this.#engine.elapsed * 1000)) return 'counted'
    this.#faults.reset()
    return this.#revive() ? 'rolledBack' : 'suspended'
  }

  #revive(): boolean {
    this.#isSuspended = true
    if (this.#good) this.#goodNumbers.delete(this.#good.definition)
    for (let old = this.#ancestors.pop(); old; old = this.#ancestors.pop()) {
      if (!this.#goodNumbers.has(old)) continue
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
    const before = this.#good
    this.#good = this.#current
    if (this.#good) this.#goodNumbers.set(this.#good.definition, this.#good.number)
    this.#faults.reset()
    if (before && !this.#isSuspended) this.#ancestors.push(before.definition)
    if (this.#ancestors.length > ANCESTORS) this.#ancestors.shift()
    this.#isSuspended = false
    if (before) this.#release(before)
    this.#engine.events.emit('committed', { id: this.id, version: this.version, reason })
  }

  #release(version: SystemVersion): void {
    version.release()
    this.#engine.events.emit('released', { id: this.id, version: version.number })
  }

  #watching(): string {
    return `it is watched for ${this.#engine.rollout?.probation ?? 0} frames`
  }

  #phase(): Pick<ScriptReport, 'phase' | 'reason'> {
    if (!this.#current) return { phase: 'waiting', reason: 'there is no version that works yet' }
    if (this.#current !== this.#good) return { phase: 'probation', reason: this.#watching() }
    if (!this.#isSuspended) return { phase: 'committed', reason: 'it has proven itself' }
    return { phase: 'suspended', reason: 'it faulted too often; a new version arms it again' }
  }
}

/** One version of a system. */
export class SystemVersion {
  readonly number: number
  readonly definition: System
  readonly #context: HookContext

  constructor(world: World, number: number, definition: System, lifetime: Lifetime) {
    this.number = number
    this.definition = definition
    this.#context = new HookContext(world, number, lifetime)
  }

  /** Calls a hook. What it throws comes back as data. */
  call(hook: 'setup' | 'update'): Thrown | undefined {
    beginScriptCall()
    try {
      this.#context.own.watch(hook, this.definition[hook]?.(this.#context))
      return undefined
    } catch (error) {
      return { hook, error, entity: undefined }
    }
  }

  run(delta: Seconds, elapsed: Seconds): Thrown | undefined {
    this.#context.delta = delta
    this.#context.elapsed = elapsed
    return this.call('update')
  }

  release(): void {
    this.#context.own.end()
  }
}
