// FixedScript: a script of a shipped game. It keeps its first version, so faults cannot roll back.

import type { Seconds } from '../base/duration.ts'
import { checkKind, type Definition, type Runnable } from '../define/definition.ts'
import type { Fault, Thrown } from '../fault/fault.ts'
import { FaultCounter } from '../fault/fault-limit.ts'
import { describeFault } from '../fault/fault-message.ts'
import { Membership } from '../membership/membership.ts'
import type { ScriptedComponent } from '../membership/scripted-component.ts'
import { makeVersion, SYSTEM, waitingVersion } from '../script/make-version.ts'
import type { Prepared, Script } from '../script/script.ts'
import { type ScriptReport, standing } from '../script/script-report.ts'
import { callFrame } from '../version/script-call.ts'
import type { Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import { FixedRoster } from './fixed-roster.ts'
import { leanError } from './lean-error.ts'

/** One entity's fault does not stop the others. */
const ALWAYS_CONTINUE = () => true

/** One script: its version and its entities. */
export class FixedScript implements Script {
  readonly kind: Definition['kind']
  readonly id: string
  readonly #engine: Engine
  readonly #roster: FixedRoster
  readonly #membership: Membership
  readonly #faults: FaultCounter
  /** Also set while its version is prepared and not yet published. */
  #hasVersion = false

  constructor(engine: Engine, id: string, kind: Definition['kind']) {
    this.id = id
    this.kind = kind
    this.#engine = engine
    this.#faults = new FaultCounter(engine.faultLimit)
    this.#roster = new FixedRoster(waitingVersion(engine), engine.capacity)
    this.#membership = new Membership(engine, id, this.#roster, (_, thrown) => this.#fault(thrown))
    if (kind === 'system') this.#roster.add(SYSTEM)
  }

  get component(): ScriptedComponent {
    return this.#membership.open()
  }

  get order(): number {
    return this.#roster.current.definition.order
  }

  get version(): number {
    return this.#roster.current.number
  }

  get goodVersion(): number {
    return this.version
  }

  prepare(definition: Runnable): Prepared {
    const { id } = this
    if (this.#hasVersion) throw leanError(`"${id}" cannot get a new version`)
    checkKind(this, definition)
    const version = makeVersion(this.#engine, this, definition, {
      onThrown: (_, late) => this.#fault(late),
    })
    this.#hasVersion = true
    return {
      id,
      version: version.number,
      publish: () => this.#publish(version),
      discard: () => {
        this.#hasVersion = false
        version.release()
      },
    }
  }

  run(delta: Seconds): void {
    const { current, entities } = this.#roster
    if (entities.length === 0 || current.suspended) return
    current.context.delta = delta
    current.context.elapsed = this.#engine.elapsed
    const thrown = callFrame(current, entities, ALWAYS_CONTINUE)
    if (thrown) this.#fault(thrown)
  }

  report(): ScriptReport {
    const { id, kind, version, order } = this
    const { current, entities } = this.#roster
    const isSystem = kind === 'system'
    const { owned } = current.context.own
    const size = isSystem ? 0 : entities.length
    return {
      id,
      kind,
      version,
      goodVersion: version,
      ...standing(current),
      order,
      entities: size,
      outdated: 0,
      versions: isSystem ? [] : [{ version, entities: size }],
      changes: [],
      timers: owned.filter((isTimer) => isTimer).length,
      resources: owned.length,
    }
  }

  close(): void {
    this.#membership.close()
    this.#roster.current.release()
  }

  /** Entities that waited for it start now. */
  #publish(version: Version): void {
    version.grow(this.#membership.capacity)
    this.#roster.current = version
    for (const entity of this.#roster.entities) this.#membership.begin(entity, version)
  }

  #fault(thrown: Thrown): void {
    const { id, kind, version } = this
    const entities = kind === 'system' ? 0 : this.#roster.entities.length
    const outcome = this.#outcome()
    this.#engine.events.emit(
      'faulted',
      describeFault(
        { ...thrown, id, kind, version, outcome, runs: version, entities },
        this.#engine.faultLimit,
      ),
    )
  }

  #outcome(): Fault['outcome'] {
    if (!this.#faults.exceeds(this.#engine.elapsed * 1000)) return 'counted'
    this.#faults.reset()
    this.#roster.current.suspended = true
    return 'suspended'
  }
}
