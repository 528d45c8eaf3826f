// GameWitness: what the hooks of a random game do. They compare what they see with the oracle, and
// change both.

import { entityExists, hasComponent } from 'bitecs'
import type {
  EachContext,
  Entity,
  EntityContext,
  MigrateContext,
  UpdateContext,
  VersionContext,
} from 'tickswap'
import { difference, learn } from './comparison.ts'
import { throwAnything } from './faults.ts'
import type { PlayedGame, Player } from './player.ts'
import type { RandomVersion, Witness } from './random-version.ts'
import type { Member, ScriptOracle } from './script-oracle.ts'
import { stored, Token } from './values.ts'

/** What it needs of the game. */
export interface WitnessedGame extends PlayedGame {
  readonly player: Player
  readonly isCalm: boolean
  oracle(id: string): ScriptOracle
  enter(id: string): void
  noticeSwaps(oracle: ScriptOracle): void
  live(version: RandomVersion, number: number, signal: AbortSignal): void
}

type HookContext = EntityContext | UpdateContext | EachContext

/** The hooks of all versions of a game. */
export class GameWitness implements Witness {
  readonly #game: WitnessedGame

  constructor(game: WitnessedGame) {
    this.#game = game
  }

  setup(version: RandomVersion, context: VersionContext): void {
    const game = this.#game
    game.live(version, context.version, context.signal)
    if (game.isCalm || !game.random.chance(game.mode.faults * 3)) return
    game.refuse(context.version)
    throwAnything(game.random)
  }

  start(version: RandomVersion, context: EntityContext): void {
    const { entity } = context
    const oracle = this.#game.oracle(version.id)
    // Who joins, joins the good version: a start on any other is that of an entity which waited.
    if (oracle.unproven.has(context.version)) this.#game.enter(version.id)
    const waiting = oracle.members.get(entity)
    if (waiting?.version === 0) {
      this.#swap(oracle, waiting, context.version)
    } else {
      this.#game.structure.reach('join', oracle, entity)
      oracle.join(entity)
    }
    const isThere = entityExists(this.#game.world, entity)
    for (const component of version.definition.requires) {
      if (isThere && !hasComponent(this.#game.world, entity, component))
        this.#fail(version, entity, 'lacks a component')
    }
    this.#mix(version, entity, context)
    this.#misbehave(version, entity)
  }

  stop(version: RandomVersion, context: EntityContext): void {
    const { entity } = context
    const oracle = this.#game.oracle(version.id)
    if (this.#game.phase !== 'closing') this.#game.structure.reach('leave', oracle, entity)
    this.#catchUp(oracle, entity, context.version)
    this.#mix(version, entity, context)
    oracle.members.delete(entity)
    this.#misbehave(version, entity)
  }

  update(version: RandomVersion, context: UpdateContext): void {
    const { entities } = context
    this.#game.enter(version.id)
    for (const entity of entities) this.#countUpdate(version, entity, context.version)
    const last = this.#game.random.below(entities.length)
    for (const [i, entity] of entities.entries()) {
      this.#mix(version, entity, context)
      if (i === last) this.#misbehave(version, entity)
    }
    this.#checkDoom(version)
  }

  each(version: RandomVersion, context: EachContext): void {
    const { entity } = context
    this.#game.enter(version.id)
    this.#countUpdate(version, entity, context.version)
    this.#mix(version, entity, context)
    this.#checkDoom(version)
    this.#misbehave(version, entity)
  }

  migrate(version: RandomVersion, context: MigrateContext): void {
    const { entity, from, previous } = context
    this.#game.enter(version.id)
    const oracle = this.#game.oracle(version.id)
    this.#catchUp(oracle, entity, from)
    const member = oracle.members.get(entity)
    if (!member) {
      this.#fail(version, entity, 'is migrated but no member')
      return
    }
    const found = difference(member, oracle.schemaOf(from), previous, entity)
    if (found) this.#fail(version, entity, `before migrate: ${found}`)
    this.#swap(oracle, member, context.version)
    this.#mix(version, entity, context)
    this.#checkDoom(version)
    this.#misbehave(version, entity)
  }

  /** A swap without a hook was not noticed yet. */
  #catchUp(oracle: ScriptOracle, entity: Entity, version: number): void {
    const member = oracle.members.get(entity)
    const problem = member && member.version !== version && learn(oracle, member, version)
    if (problem) this.#game.fail(`${oracle.id}: entity ${entity} ${problem}`)
  }

  #swap(oracle: ScriptOracle, member: Member, number: number): void {
    const route = oracle.route(member, number)
    if (route?.length !== 1)
      this.#game.fail(`${oracle.id}: ${member.version} → ${number} is no way`)
    oracle.swap(member, number)
  }

  #countUpdate(version: RandomVersion, entity: Entity, number: number): void {
    const oracle = this.#game.oracle(version.id)
    if (number === oracle.current) oracle.isCanaryDone = true
    const member = oracle.members.get(entity)
    if (member) member.updates += 1
    else this.#fail(version, entity, 'is updated but no member')
  }

  /** Finds the state as the oracle has it, and changes it. */
  #mix(version: RandomVersion, entity: Entity, context: HookContext): void {
    const { id, definition, salt } = version
    const columns = context.state
    const member = this.#game.oracle(id).members.get(entity)
    if (member?.version !== context.version) {
      this.#fail(version, entity, `runs ${member?.version}, not ${context.version}`)
      return
    }
    const found = difference(member, definition.state, columns, entity)
    if (found) this.#fail(version, entity, found)
    for (const [name, field] of Object.entries(definition.state)) {
      const column = columns[name]
      const before = member.state.get(name)
      if (!column) continue
      if (field.type === 'ref') {
        const token = new Token()
        column[entity] = token
        member.state.set(name, token)
      } else if (typeof before === 'number') {
        const value = before * 0.75 + salt
        column[entity] = value
        member.state.set(name, stored(field.type, value))
      }
    }
  }

  #misbehave({ id }: RandomVersion, entity: Entity): void {
    const game = this.#game
    if (game.isCalm || game.player.isQuiet) return
    game.player.meddle(entity)
    if (!game.random.chance(game.mode.faults)) return
    game.noticeSwaps(game.oracle(id))
    throwAnything(game.random)
  }

  #checkDoom(version: RandomVersion): void {
    if (!version.isDoomed) return
    this.#game.noticeSwaps(this.#game.oracle(version.id))
    throwAnything(this.#game.random)
  }

  #fail({ id }: RandomVersion, entity: Entity, problem: string): void {
    this.#game.fail(`${id}, entity ${entity}: ${problem}`)
  }
}
