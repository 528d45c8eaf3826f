// Player: everything that a game's loop and its scripts do to the world at random.

import { addComponent, addEntity, removeComponent, removeEntity, set, type World } from 'bitecs'
import {
  type Behaviours,
  type Budget,
  type Definition,
  type Entity,
  type ScriptedComponent,
  TickswapError,
} from 'tickswap'
import type { Mode, Phase } from './mode.ts'
import type { Random } from './random.ts'
import { type Life, type RandomVersion, randomVersion, type Witness } from './random-version.ts'
import type { ScriptOracle } from './script-oracle.ts'
import type { Structure, StructuredGame } from './structure.ts'
import { randomNumber, Token, type Values } from './values.ts'

/** What it needs of the game. */
export interface PlayedGame extends StructuredGame {
  readonly world: World
  readonly mode: Mode
  readonly random: Random
  readonly behaviours: Behaviours
  readonly oracles: readonly ScriptOracle[]
  readonly structure: Structure
  readonly witness: Witness
  readonly lives: ReadonlyMap<number, Life>
  refused: Life[]
  entities: Entity[]
  readonly phase: Phase
  component(id: string): ScriptedComponent
  refuse(number: number): void
}

const MOST_ENTITIES = 20

/** Changes the world, and asks the oracles for the same. */
export class Player {
  readonly #game: PlayedGame
  readonly #components = [{ position: true }, { velocity: true }, { health: true }]
  readonly #history: RandomVersion[] = []
  /** bitECS is in the middle of changing this entity for the loop: nothing else may. */
  #busy: Entity | undefined
  /** Hooks that are called now had better do nothing: what they did would come in between. */
  isQuiet = false

  constructor(game: PlayedGame) {
    this.#game = game
  }

  /** One thing that the loop does between two frames. */
  act(): void {
    const { random, mode, behaviours, structure } = this.#game
    const kind = random.below(8)
    if (kind <= 1) this.#spawn()
    else if (kind <= 4) this.#change(kind, undefined)
    else if (kind === 5) behaviours.budget = this.#randomBudget()
    structure.settle()
    if (random.below(mode.publishEvery) === 0) this.#publish()
    structure.settle()
  }

  /** The same from within a hook that runs for `entity`. */
  meddle(entity: Entity): void {
    const { random, mode } = this.#game
    if (!random.chance(mode.meddling)) return
    const kind = random.below(9)
    if (kind <= 1) this.#spawn()
    else if (kind <= 7) this.#change(2 + (kind % 3), kind <= 4 ? entity : undefined)
    else this.#publish()
  }

  /** A new version of a script. */
  edit(id: string, isDoomed: boolean): RandomVersion {
    const { random, witness } = this.#game
    const before = this.#history.findLast((version) => version.id === id)?.definition.state ?? {}
    const components = this.#components
    const version = randomVersion({ random, witness, id, before, components, isDoomed })
    this.#history.push(version)
    return version
  }

  /** Publishes one script or several, all or none. */
  #publish(): void {
    const { random, oracles, mode, behaviours, structure, lives } = this.#game
    const ids = oracles.map(({ id }) => id).filter(() => random.chance(0.5))
    if (ids.length === 0) return
    const versions = ids.map((id) => this.#undo(id) ?? this.edit(id, mode.isDoomed))
    const definitions: Record<string, Definition> = {}
    for (const { id, definition } of versions) definitions[id] = definition
    const before = new Set(lives.values())
    structure.ask({ kind: 'publish' })
    try {
      behaviours.publish(definitions)
    } catch (error) {
      structure.takeBack()
      const isExpected = error instanceof TickswapError && error.message.includes('threw in setup')
      if (!isExpected) this.#game.fail(`publish threw ${String(error)}`)
      for (const life of lives.values()) if (!before.has(life)) this.#game.refuse(life.number)
    }
    this.#checkRefused()
  }

  #checkRefused(): void {
    for (const { number, signal } of this.#game.refused)
      if (!signal.aborted) this.#game.fail(`refused version ${number} was not released`)
    this.#game.refused = []
  }

  /** Sometimes somebody takes an edit back. */
  #undo(id: string): RandomVersion | undefined {
    const { random, phase } = this.#game
    const old = this.#history.filter((version) => version.id === id)
    return phase === 'host' && old.length > 0 && random.chance(0.2) ? random.pick(old) : undefined
  }

  #spawn(): void {
    const { entities, world, oracles, random } = this.#game
    if (entities.length >= MOST_ENTITIES) return
    const entity = addEntity(world)
    entities.push(entity)
    for (const oracle of oracles) if (random.chance(0.6)) this.#give(entity, oracle)
  }

  #change(kind: number, preferred: Entity | undefined): void {
    const { entities, random, oracles } = this.#game
    if (entities.length === 0) return
    const isThere = preferred !== undefined && entities.includes(preferred)
    const entity = isThere ? preferred : random.pick(entities)
    if (entity === this.#busy) return
    const oracle = random.pick(oracles)
    if (kind === 2) this.#give(entity, oracle)
    else if (kind === 3) this.#take(entity, oracle)
    else this.#destroy(entity)
  }

  #give(entity: Entity, oracle: ScriptOracle): void {
    const { world, structure, phase, random } = this.#game
    const isNew = !this.#game.has(entity, oracle.id)
    // Who waited, left without a hook and came back would look like one who is swapped.
    if (isNew && oracle.members.get(entity)?.version === 0) return
    // A swap without a hook and a change of values in the same run: their order is unknown.
    const isClear = isNew || phase === 'host'
    const isGiven = isClear && oracle.current > 0 && random.chance(0.4)
    const values = isGiven ? this.#values(oracle) : undefined
    if (isNew) structure.ask({ kind: 'join', oracle, entity })
    if (values) structure.ask({ kind: 'assign', oracle, entity, values })
    const component = this.#game.component(oracle.id)
    const given = values ? set(component, Object.fromEntries(values)) : component
    this.#during(entity, values !== undefined, () => addComponent(world, entity, given))
  }

  #take(entity: Entity, oracle: ScriptOracle): void {
    const { world, structure } = this.#game
    if (this.#game.has(entity, oracle.id)) structure.ask({ kind: 'leave', oracle, entity })
    const component = this.#game.component(oracle.id)
    this.#during(entity, false, () => removeComponent(world, entity, component))
  }

  #destroy(entity: Entity): void {
    const { world, structure } = this.#game
    const oracles = this.#game.oracles.filter(({ id }) => this.#game.has(entity, id))
    for (const oracle of oracles) structure.ask({ kind: 'leave', oracle, entity })
    this.#game.entities = this.#game.entities.filter((other) => other !== entity)
    this.#during(entity, oracles.length > 1, () => removeEntity(world, entity))
  }

  /**
   * A change of the loop's calls its hooks at once, in the middle of bitECS; those of a script's
   * come later.
   */
  #during(entity: Entity, isQuiet: boolean, change: () => void): void {
    const isInHook = this.#game.phase !== 'host' || this.#busy !== undefined
    if (isInHook) {
      change()
      return
    }
    this.#busy = entity
    this.isQuiet = isQuiet
    change()
    this.#busy = undefined
    this.isQuiet = false
  }

  #values(oracle: ScriptOracle): Values {
    const { random } = this.#game
    const fields = Object.entries(oracle.schemaOf(oracle.current)).filter(() => random.chance(0.5))
    return new Map(
      fields.map(([name, { type }]) => [name, type === 'ref' ? new Token() : randomNumber(random)]),
    )
  }

  #randomBudget(): Budget {
    const { random } = this.#game
    if (random.chance(0.6)) return { entities: random.below(6) }
    return random.pick([0, 0.05, 0.2, 1, Number.POSITIVE_INFINITY])
  }
}
