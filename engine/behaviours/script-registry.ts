// ScriptRegistry: registers the scripts of one world, publishes their versions, and runs them.

import type { World } from 'bitecs'
import type { Seconds } from '../base/duration.ts'
import { didYouMean } from '../base/nearest.ts'
import { record } from '../base/record.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Budget } from '../budget/budget.ts'
import type { Behaviour } from '../define/behaviour.ts'
import { type Definition, requireDefinition } from '../define/definition.ts'
import type { Schema } from '../define/field.ts'
import type { System } from '../define/system.ts'
import type { ScriptedComponent } from '../membership/scripted-component.ts'
import type { Prepared, Script } from '../script/script.ts'
import type { ScriptReport } from '../script/script-report.ts'
import type { FrameReport, Swapping } from '../script/swapping-port.ts'
import type { BehaviourEvents, EventName } from '../world/behaviour-events.ts'
import type { Engine } from '../world/engine.ts'
import type { Behaviours, Generation, Preparation } from './behaviours.ts'

/** The scripts of one world. How they move from version to version is up to its swapping. */
export class ScriptRegistry<S extends Script> implements Behaviours {
  readonly world: World
  readonly #engine: Engine
  readonly #swapping: Swapping<S>
  /** In the order in which they run. */
  readonly #scripts: S[] = []
  readonly #byId = new Map<string, S>()
  #generations = 0
  #isClosed = false

  constructor(engine: Engine, swapping: Swapping<S>) {
    this.world = engine.world
    this.#engine = engine
    this.#swapping = swapping
  }

  get frame(): FrameReport {
    return this.#swapping.frame
  }

  get budget(): Budget {
    return this.#swapping.budget
  }

  set budget(budget: Budget) {
    this.#swapping.budget = budget
  }

  register<State extends Schema>(id: string, behaviour: Behaviour<State>): ScriptedComponent<State>
  register(id: string, system: System): void
  register(id: string, definition: Definition): ScriptedComponent | undefined
  register(id: string): ScriptedComponent
  register(id: string, definition?: Definition): ScriptedComponent | undefined {
    const script = this.#create(id, definition)
    try {
      if (definition) script.prepare(definition).publish()
    } catch (error) {
      script.close()
      throw error
    }
    this.#insert(script)
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
    const preparation = this.#prepare()
    try {
      for (const [id, definition] of Object.entries(definitions)) preparation.add(id, definition)
    } catch (error) {
      preparation.discard()
      throw error
    }
    return preparation.publish()
  }

  prepare(): Preparation {
    this.#swapping.checkCanSwap()
    return this.#prepare()
  }

  step(delta: Seconds): void {
    this.reconcile()
    this.run(delta)
  }

  reconcile(): void {
    this.#checkOpen()
    this.#checkNotRunning('reconcile')
    this.#swapping.reconcile(this.#scripts)
  }

  run(delta: Seconds): void {
    this.#checkOpen()
    this.#checkNotRunning('run')
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

  #prepare(): Preparation {
    this.#checkOpen()
    const prepared: Prepared[] = []
    const registered: S[] = []
    const versions: Record<string, number> = record()
    const add = (script: S, definition: Definition) => {
      const next = script.prepare(requireDefinition(script.id, definition))
      prepared.push(next)
      versions[script.id] = next.version
      return next.version
    }
    return {
      add: (id, definition) => add(this.#find(id), definition),
      register: (id, definition) => {
        const script = this.#create(id, definition)
        this.#insert(script)
        try {
          const number = add(script, definition)
          registered.push(script)
          return number
        } catch (error) {
          this.#remove([script])
          throw error
        }
      },
      publish: () => this.#publish(prepared.splice(0), registered.splice(0), versions),
      discard: () => {
        for (const version of prepared.splice(0)) version.discard()
        this.#remove(registered.splice(0))
      },
    }
  }

  #publish(
    prepared: readonly Prepared[],
    registered: readonly S[],
    versions: Generation['versions'],
  ): Generation {
    this.#checkOpen()
    this.#generations += 1
    const number = this.#generations
    for (const { id, version } of registered)
      this.#engine.events.emit('registered', { id, version })
    this.#engine.deferral.run(() => {
      for (const version of prepared) version.publish()
      this.#engine.events.emit('published', { generation: number, versions })
    })
    return { number, versions }
  }

  #create(id: string, definition: Definition | undefined): S {
    this.#checkOpen()
    if (this.has(id))
      throw new TickswapError(`"${id}" is already registered. To replace it, use publish.`)
    const kind = definition === undefined ? 'behaviour' : requireDefinition(id, definition).kind
    return this.#swapping.createScript(id, kind)
  }

  #insert(script: S): void {
    this.#scripts.push(script)
    this.#byId.set(script.id, script)
  }

  /** For scripts that were never published. */
  #remove(scripts: readonly S[]): void {
    this.#engine.deferral.run(() => {
      for (const script of scripts) {
        this.#byId.delete(script.id)
        this.#scripts.splice(this.#scripts.indexOf(script), 1)
        script.close()
      }
    })
  }

  #find(id: string): S {
    this.#checkOpen()
    const script = this.#byId.get(id)
    if (script) return script
    throw new TickswapError(`No script "${id}" is registered${didYouMean(id, this.#byId.keys())}`)
  }

  #checkNotRunning(call: string): void {
    if (!this.#engine.deferral.isRunning) return
    throw new TickswapError(
      `${call} was called from inside a script. The game's loop calls it, once a frame.`,
    )
  }

  #checkOpen(): void {
    if (this.#isClosed)
      throw new TickswapError('These behaviours are closed. Make new ones with createBehaviours.')
  }
}

/** Sorts only if necessary, since `sort` allocates and this runs every frame. Ties keep order. */
function sortByOrder(scripts: Script[]): void {
  for (let i = 1; i < scripts.length; i++) {
    if ((scripts[i - 1]?.order ?? 0) <= (scripts[i]?.order ?? 0)) continue
    scripts.sort((a, b) => a.order - b.order)
    return
  }
}
