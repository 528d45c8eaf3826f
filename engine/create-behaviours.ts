// createBehaviours: registers the scripts of one world, publishes new versions of them, and runs them each frame.

import { $internal, type World } from 'bitecs'
import type { Behaviour, Seconds } from './behaviour.ts'
import type { Behaviours, BehavioursOptions, FrameReport, Generation, Preparation } from './behaviours.ts'
import { type Budget, checkBudget, FrameBudget } from './budget.ts'
import { Deferral } from './deferral.ts'
import { type Definition, isDefinition } from './definition.ts'
import { Emitter } from './emitter.ts'
import type { Engine } from './engine.ts'
import { TickswapError } from './error.ts'
import type { BehaviourEvents, EventName, FrameEvent } from './events.ts'
import { checkFaultLimit } from './fault.ts'
import type { Schema } from './field.ts'
import { nearest } from './nearest.ts'
import type { ScriptReport } from './report.ts'
import { checkRollout } from './rollout.ts'
import { type Prepared, Script } from './script.ts'
import type { ScriptedComponent } from './scripted-component.ts'
import type { System } from './system.ts'

/**
 * Makes the behaviours of a bitECS world.
 *
 * @example
 * ```ts
 * const world = createWorld()
 * const behaviours = createBehaviours(world)
 * const Wander = behaviours.register('wander', wander)
 * addComponent(world, addEntity(world), Wander)
 * behaviours.step(1 / 60)
 * ```
 * @throws TickswapError for options that make no sense, or a world made with `withVersioning`.
 */
export function createBehaviours(world: World, options: BehavioursOptions = {}): Behaviours {
  refuseVersionedIds(world)
  return new ScriptRegistry(world, options)
}

type MutableFrame = { -readonly [Key in keyof FrameReport]: FrameReport[Key] }

const FRAME: FrameEvent = {}

class ScriptRegistry implements Behaviours {
  readonly world: World
  readonly #engine: Engine
  readonly #frame: MutableFrame = { swapped: 0, outdated: 0, reconcileMilliseconds: 0 }
  /** In the order in which they run. */
  readonly #scripts: Script[] = []
  readonly #byId = new Map<string, Script>()
  #budget: Budget
  #generations = 0
  #turn = 0
  #isClosed = false

  constructor(world: World, options: BehavioursOptions) {
    this.world = world
    this.#engine = createEngine(world, options)
    this.#budget = checkBudget(options.budget ?? 0.5)
  }

  get frame(): FrameReport {
    this.#frame.swapped = this.#engine.budget.swapped
    this.#frame.reconcileMilliseconds = this.#engine.budget.used
    return this.#frame
  }

  get budget(): Budget {
    return this.#budget
  }

  set budget(budget: Budget) {
    this.#budget = checkBudget(budget)
  }

  register<S extends Schema>(id: string, behaviour: Behaviour<S>): ScriptedComponent<S>
  register(id: string, system: System): void
  register(id: string, definition: Definition): ScriptedComponent | undefined
  register(id: string): ScriptedComponent
  register(id: string, definition?: Definition): ScriptedComponent | undefined {
    this.#checkOpen()
    if (this.has(id)) throw new TickswapError(`"${id}" is already registered. To replace it, use publish.`)
    if (definition !== undefined) checkDefinition(id, definition)
    const script = new Script(this.#engine, id, definition?.kind ?? 'behaviour')
    try {
      if (definition) script.prepare(definition).publish()
    } catch (error) {
      script.close()
      throw error
    }
    this.#scripts.push(script)
    this.#byId.set(id, script)
    this.#engine.events.emit('registered', { id, version: script.version })
    return script.kind === 'behaviour' ? script.component : undefined
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }

  component(id: string): ScriptedComponent {
    const script = this.#find(id)
    if (script.kind === 'behaviour') return script.component
    throw new TickswapError(`"${id}" is a system: it has no entities and no component.`)
  }

  publish(definitions: Readonly<Record<string, Definition>>): Generation {
    const preparation = this.prepare()
    try {
      for (const [id, definition] of Object.entries(definitions)) preparation.add(id, definition)
    } catch (error) {
      preparation.discard()
      throw error
    }
    return preparation.publish()
  }

  prepare(): Preparation {
    this.#checkOpen()
    const prepared: Prepared[] = []
    return {
      add: (id, definition) => {
        prepared.push(this.#find(id).prepare(checkDefinition(id, definition)))
      },
      publish: () => this.#publish(prepared.splice(0)),
      discard: () => {
        for (const version of prepared.splice(0)) version.discard()
      },
    }
  }

  step(delta: Seconds): void {
    this.reconcile()
    this.run(delta)
  }

  reconcile(): void {
    this.#checkOpen()
    this.#checkOutside('reconcile')
    const { budget, deferral, events } = this.#engine
    const scripts = this.#scripts
    if (events.has('frame')) events.emit('frame', FRAME)
    budget.begin(this.#budget)
    this.#turn += 1
    let outdated = 0
    for (let i = 0; i < scripts.length; i++) {
      // Another script begins each frame, so that a slow one starves nobody.
      const script = scripts[(i + this.#turn) % scripts.length]
      deferral.enter()
      try {
        script?.reconcile()
      } finally {
        deferral.leave()
      }
      outdated += script?.outdated ?? 0
    }
    budget.pause()
    this.#frame.outdated = outdated
  }

  run(delta: Seconds): void {
    this.#checkOpen()
    this.#checkOutside('run')
    if (!(delta >= 0)) throw new TickswapError(`The delta must be 0 seconds or more, not ${delta}.`)
    const { deferral } = this.#engine
    this.#engine.elapsed += delta
    sortByOrder(this.#scripts)
    for (const script of this.#scripts) {
      deferral.enter()
      try {
        script.run(delta)
      } finally {
        deferral.leave()
      }
    }
  }

  on<E extends EventName>(event: E, listener: (payload: BehaviourEvents[E]) => void): () => void {
    return this.#engine.events.on(event, listener)
  }

  versions(id: string): ReturnType<Behaviours['versions']> {
    const { version: current, goodVersion: good } = this.#find(id)
    return { current, good }
  }

  inspect(): readonly ScriptReport[]
  inspect(id: string): ScriptReport
  inspect(id?: string): ScriptReport | readonly ScriptReport[] {
    if (id !== undefined) return this.#find(id).report()
    const scripts = this.#scripts.slice()
    sortByOrder(scripts)
    return scripts.map((script) => script.report())
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#engine.deferral.run(() => {
      for (const script of this.#scripts.splice(0)) script.close()
      this.#byId.clear()
      this.#engine.events.clear()
    })
  }

  #publish(prepared: readonly Prepared[]): Generation {
    this.#checkOpen()
    const versions = Object.fromEntries(prepared.map(({ id, version }) => [id, version]))
    this.#generations += 1
    const number = this.#generations
    this.#engine.deferral.run(() => {
      for (const version of prepared) version.publish()
      this.#engine.events.emit('published', { generation: number, versions })
    })
    return { number, versions }
  }

  #find(id: string): Script {
    this.#checkOpen()
    const script = this.#byId.get(id)
    if (script) return script
    const near = nearest(id, this.#byId.keys())
    throw new TickswapError(`No script "${id}" is registered${near ? `; did you mean "${near}"?` : '.'}`)
  }

  #checkOutside(call: string): void {
    if (!this.#engine.deferral.isInside) return
    throw new TickswapError(
      `${call} was called from inside a script. The game's loop calls it, once a frame.`,
    )
  }

  #checkOpen(): void {
    if (this.#isClosed)
      throw new TickswapError('These behaviours are closed. Make new ones with createBehaviours.')
  }
}

function createEngine(world: World, options: BehavioursOptions): Engine {
  const { capacity = 1024, rollout = {}, faults } = options
  if (!(Number.isInteger(capacity) && capacity > 0)) {
    throw new TickswapError(`The capacity must be a whole number of entities above 0, not ${capacity}.`)
  }
  return {
    world,
    events: new Emitter<BehaviourEvents>(),
    deferral: new Deferral(),
    budget: new FrameBudget(options.now ?? (() => performance.now())),
    capacity,
    rollout: rollout === 'none' ? undefined : checkRollout({ canary: 8, probation: 60, ...rollout }),
    faultLimit: checkFaultLimit({ limit: 5, window: 5000, ...faults }),
    elapsed: 0,
  }
}

/** Columns are indexed by entity id; versioned ids are not indexes, and bitECS 0.4.0 loses track of them. */
function refuseVersionedIds(world: World): void {
  const internals: unknown = Reflect.get(world, $internal)
  if (typeof internals !== 'object' || internals === null || !('entityIndex' in internals)) {
    throw new TickswapError('createBehaviours takes a world made by createWorld of bitecs.')
  }
  const { entityIndex } = internals
  if (typeof entityIndex !== 'object' || entityIndex === null || !('versioning' in entityIndex)) return
  if (!entityIndex.versioning) return
  throw new TickswapError(
    'Worlds made with withVersioning are not supported: state columns are indexed by entity id, and ids with a ' +
      'version are no indexes. Use createWorld() without an entity index.',
  )
}

function checkDefinition(id: string, definition: unknown): Definition {
  if (isDefinition(definition)) return definition
  throw new TickswapError(
    `"${id}" must be what defineBehaviour or defineSystem returns, not ${describe(definition)}.`,
  )
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'another object' : String(value)
}

/** Sorts only if it has to: `sort` allocates, and this runs every frame. It is stable: ties keep their place. */
function sortByOrder(scripts: Script[]): void {
  for (let i = 1; i < scripts.length; i++) {
    if ((scripts[i - 1]?.order ?? 0) <= (scripts[i]?.order ?? 0)) continue
    scripts.sort((a, b) => a.order - b.order)
    return
  }
}
