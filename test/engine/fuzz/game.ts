// Game: a random game, as the engine has it and as the oracles have it.

import { createWorld, hasComponent } from 'bitecs'
import { type Behaviours, createBehaviours, type Entity, type ScriptedComponent } from 'tickswap'
import { learn } from './comparison.ts'
import { GameWitness, type WitnessedGame } from './game-witness.ts'
import type { Mode, Phase } from './mode.ts'
import { Player } from './player.ts'
import { Random } from './random.ts'
import type { Life, RandomVersion } from './random-version.ts'
import { ScriptOracle } from './script-oracle.ts'
import { Structure } from './structure.ts'

const IDS = ['alpha', 'beta', 'gamma'] as const

/** The engine and the oracles, side by side. */
export class Game implements WitnessedGame {
  readonly world = createWorld()
  readonly mode: Mode
  readonly random: Random
  readonly behaviours: Behaviours
  readonly oracles: readonly ScriptOracle[]
  readonly structure = new Structure(this)
  readonly witness: GameWitness = new GameWitness(this)
  readonly player: Player = new Player(this)
  /** The versions that may still be there, by number. */
  readonly lives = new Map<number, Life>()
  /** Those whose `setup` threw. */
  refused: Life[] = []
  entities: Entity[] = []
  /** Which part of the frame runs; scripts act in it. */
  phase: Phase = 'host'
  /** Nothing throws and nothing meddles any more. */
  isCalm = false
  problem: string | undefined
  readonly #components = new Map<string, ScriptedComponent>()
  #section = ''

  constructor(seed: number, mode: Mode) {
    this.mode = mode
    this.random = new Random(seed)
    const faults = { limit: this.random.below(4), window: 400 }
    const capacity = 1 + this.random.below(8)
    const now = randomClock(new Random(seed + 1))
    this.behaviours = createBehaviours(this.world, { rollout: mode.rollout, faults, capacity, now })
    const rollout = mode.rollout === 'none' ? undefined : mode.rollout
    this.oracles = IDS.map((id) => new ScriptOracle({ id, rollout, faults, lives: this.lives }))
  }

  /** Two scripts have a first version, the third one waits for one. */
  register(): void {
    this.isCalm = true
    for (const id of ['alpha', 'beta']) {
      const version = this.player.edit(id, false)
      this.#components.set(id, this.behaviours.register(id, version.definition))
      this.oracle(id).publish(this.behaviours.inspect(id).version)
    }
    this.#components.set('gamma', this.behaviours.register('gamma'))
    this.isCalm = false
  }

  /**
   * Notes the first thing that went wrong. Throwing would not do: the engine catches what hooks
   * throw.
   */
  fail(problem: string): void {
    this.problem ??= problem
  }

  oracle(id: string): ScriptOracle {
    const oracle = this.oracles.find((other) => other.id === id)
    if (!oracle) throw new Error(`There is no script "${id}".`)
    return oracle
  }

  component(id: string): ScriptedComponent {
    const component = this.#components.get(id)
    if (!component) throw new Error(`There is no component "${id}".`)
    return component
  }

  has(entity: Entity, id: string): boolean {
    return hasComponent(this.world, entity, this.component(id))
  }

  /**
   * Structural changes wait for the end of the script that runs, and are made before the next one
   * does.
   */
  enter(id: string): void {
    const section = `${this.phase} ${id}`
    if (section !== this.#section) this.structure.settle()
    this.#section = section
  }

  /**
   * Notices the swaps that no hook reported, while the versions that they went through are still
   * there.
   */
  noticeSwaps(oracle: ScriptOracle): void {
    const component = this.component(oracle.id)
    for (const [entity, member] of oracle.members) {
      const version = component.version[entity] ?? 0
      if (version !== member.version && oracle.isSilent(member, version))
        learn(oracle, member, version)
    }
  }

  /** A `setup` was called. */
  live(version: RandomVersion, number: number, signal: AbortSignal): void {
    this.lives.set(number, { version, number, signal, releases: 0 })
  }

  /** A `setup` threw, or that of another version of the same generation did. */
  refuse(number: number): void {
    const life = this.lives.get(number)
    if (life) this.refused.push(life)
    this.lives.delete(number)
  }
}

function randomClock(random: Random): () => number {
  let time = 0
  return () => {
    time += random.next() * 0.1
    return time
  }
}
