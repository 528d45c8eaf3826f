// Structure: the order in which entities join and leave, which waits while scripts run.

import type { Entity } from 'tickswap'
import type { ScriptOracle } from './script-oracle.ts'
import type { Values } from './values.ts'

/** What it needs of the game. */
export interface StructuredGame {
  fail(problem: string): void
  has(entity: Entity, id: string): boolean
}

interface Membership {
  readonly kind: 'join' | 'leave'
  readonly oracle: ScriptOracle
  readonly entity: Entity
}

/** One thing that was asked for. */
export type Change =
  | Membership
  | {
      readonly kind: 'assign'
      readonly oracle: ScriptOracle
      readonly entity: Entity
      readonly values: Values
    }
  | { readonly kind: 'publish' }

/**
 * Carries out changes on the oracles when the engine is known to have done so: when it calls the
 * hook for it.
 */
export class Structure {
  readonly #game: StructuredGame
  #waiting: Change[] = []

  constructor(game: StructuredGame) {
    this.#game = game
  }

  ask(change: Change): void {
    this.#waiting.push(change)
  }

  /** A publish that was refused. */
  takeBack(): void {
    this.#waiting.pop()
  }

  /** All must have happened by now, and the hooks of what has any were called. */
  settle(): void {
    while (this.#waiting.length > 0) this.#next()
  }

  /** Carries out what comes before the publish that is happening. */
  approachPublish(): void {
    while (this.#waiting.length > 0 && this.#waiting[0]?.kind !== 'publish') this.#next()
  }

  /** Takes out the publish that just happened. */
  reachPublish(): void {
    this.approachPublish()
    if (!this.#waiting.shift()) this.#game.fail('published without being asked')
  }

  /**
   * Carries out what comes before the join or leave whose hook is called, and takes that one out.
   */
  reach(kind: 'join' | 'leave', oracle: ScriptOracle, entity: Entity): void {
    while (this.#waiting.length > 0) {
      const [change] = this.#waiting
      const isReached =
        change?.kind === kind && change.oracle === oracle && change.entity === entity
      if (isReached && this.#isEffective(change)) {
        this.#waiting.shift()
        return
      }
      this.#next()
    }
    this.#game.fail(`${oracle.id}: an unexpected hook for the ${kind} of entity ${entity}`)
  }

  #next(): void {
    const change = this.#waiting.shift()
    if (!change || !this.#isEffective(change)) return
    if (change.kind === 'publish') this.#game.fail('a publish did not happen')
    else if (change.kind === 'assign') change.oracle.assign(change.entity, change.values)
    else this.#withoutHook(change)
  }

  #withoutHook({ kind, oracle, entity }: Membership): void {
    const version = kind === 'join' ? oracle.good : oracle.members.get(entity)?.version
    if (version !== 0)
      this.#game.fail(`${oracle.id}: no hook was called for the ${kind} of entity ${entity}`)
    if (kind === 'join') oracle.join(entity)
    else oracle.members.delete(entity)
  }

  /** An entity that lost the behaviour again before the end of the run never joins. */
  #isEffective(change: Change): boolean {
    if (change.kind === 'publish') return true
    const isMember = change.oracle.members.has(change.entity)
    if (change.kind !== 'join') return isMember
    return !isMember && this.#game.has(change.entity, change.oracle.id)
  }
}
