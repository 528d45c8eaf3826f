// Referee: follows the engine's events and compares every entity with the oracle after each
// operation.

import { getComponent } from 'bitecs'
import type { BehaviourEvents, Entity, Seconds } from 'tickswap'
import { differentValue, learn } from './comparison.ts'
import type { Game } from './game.ts'
import type { Member, ScriptOracle } from './script-oracle.ts'

/** Watches one game. */
export class Referee {
  readonly #game: Game
  #elapsed: Seconds = 0
  /** Scripts of which a version stopped running in the middle of this frame, or after its turn. */
  readonly #stopped = new Set<string>()

  constructor(game: Game) {
    this.#game = game
    const { behaviours } = game
    behaviours.on('published', (event) => this.#published(event))
    behaviours.on('committed', (event) => this.#committed(event))
    behaviours.on('faulted', (event) => this.#faulted(event))
    behaviours.on('released', (event) => this.#released(event))
    behaviours.on('listenerFailed', ({ error }) => game.fail(`a listener threw ${String(error)}`))
  }

  reconcile(): void {
    const { behaviours } = this.#game
    this.#game.phase = 'reconcile'
    behaviours.reconcile()
    this.#game.phase = 'host'
    this.check()
    const { budget, frame } = behaviours
    const most =
      typeof budget === 'object' ? Math.max(1, budget.entities) : Number.POSITIVE_INFINITY
    if (frame.swapped > most) this.#game.fail(`${frame.swapped} entities were swapped, not ${most}`)
    for (const oracle of this.#game.oracles) this.#checkCanary(oracle)
  }

  run(delta: Seconds): void {
    this.#stopped.clear()
    for (const { members } of this.#game.oracles)
      for (const member of members.values()) Object.assign(member, { updates: 0, isNew: false })
    this.#elapsed += delta
    this.#game.phase = 'run'
    this.#game.behaviours.run(delta)
    this.#game.phase = 'host'
    this.check()
    for (const oracle of this.#game.oracles) this.#checkUpdates(oracle)
  }

  /** Compares everything. */
  check(): void {
    this.#game.structure.settle()
    for (const oracle of this.#game.oracles) {
      this.#checkMembers(oracle)
      const { entities } = this.#game.behaviours.inspect(oracle.id)
      if (entities !== oracle.members.size)
        this.#game.fail(`${oracle.id}: has ${entities} entities`)
    }
    this.#checkSignals()
  }

  #checkMembers(oracle: ScriptOracle): void {
    const { world } = this.#game
    const component = this.#game.component(oracle.id)
    for (const entity of this.#game.entities) {
      const member = oracle.members.get(entity)
      if ((member !== undefined) !== this.#game.has(entity, oracle.id))
        this.#game.fail(`${oracle.id}: entity ${entity} is ${member ? 'a' : 'no'} member`)
      else if (member)
        this.#checkMember(oracle, member, entity, getComponent(world, entity, component))
    }
  }

  #checkMember(
    oracle: ScriptOracle,
    member: Member,
    entity: Entity,
    read: Readonly<Record<string, unknown>>,
  ): void {
    const { version, ...fields } = read
    const isKnown = member.version === version || typeof version !== 'number'
    const problem = isKnown ? undefined : learn(oracle, member, version)
    if (problem) this.#game.fail(`${oracle.id}: entity ${entity} ${problem}`)
    for (const name of Object.keys(oracle.schemaOf(member.version))) {
      const found = differentValue(member.state, name, fields[name], entity)
      if (found) this.#game.fail(`${oracle.id} version ${version}, entity ${entity}: ${found}`)
    }
  }

  #checkCanary({ id, members, current, isCanaryDone }: ScriptOracle): void {
    const { rollout } = this.#game.mode
    if (isCanaryDone || rollout === 'none') return
    const canaries = [...members.values()].filter(({ version }) => version === current).length
    if (canaries > rollout.canary)
      this.#game.fail(`${id}: ${canaries} canaries run version ${current}`)
  }

  #checkUpdates(oracle: ScriptOracle): void {
    const { id, members, suspended } = oracle
    for (const [entity, { version, updates, isNew }] of members) {
      const isExcused = isNew || version === 0 || suspended.has(version) || this.#stopped.has(id)
      if (updates === 1 || (updates === 0 && isExcused)) continue
      this.#game.fail(`${id} version ${version}, entity ${entity}: was updated ${updates} times`)
    }
  }

  /** Exactly the versions that something needs are there. */
  #checkSignals(): void {
    for (const { version, number, signal, releases } of this.#game.lives.values()) {
      const { id } = version
      const { current, good, members } = this.#game.oracle(id)
      const isRun = [...members.values()].some(({ version }) => version === number)
      const isNeeded = number === current || number === good || isRun
      if (signal.aborted === isNeeded || releases !== (isNeeded ? 0 : 1))
        this.#game.fail(
          `${id} version ${number} is ${signal.aborted ? '' : 'not '}released ${releases} times`,
        )
    }
  }

  #published({ versions }: BehaviourEvents['published']): void {
    this.#game.structure.reachPublish()
    for (const [id, version] of Object.entries(versions)) {
      const oracle = this.#game.oracle(id)
      this.#game.noticeSwaps(oracle)
      oracle.publish(version)
    }
  }

  #committed({ id, version, reason }: BehaviourEvents['committed']): void {
    const oracle = this.#game.oracle(id)
    if (reason.includes('next version')) this.#game.structure.approachPublish()
    else this.#game.enter(id)
    this.#game.noticeSwaps(oracle)
    const isEverywhere = [...oracle.members.values()].every((member) => member.version === version)
    if (!isEverywhere || !oracle.isCanaryDone)
      this.#game.fail(`${id} version ${version} is committed too early`)
    oracle.commit(version)
  }

  #faulted(fault: BehaviourEvents['faulted']): void {
    const { id, version, hook, outcome, runs } = fault
    const refused = this.#game.refused.map((life) => life.version)
    const expected = this.#game.oracle(id).fault(fault, this.#elapsed * 1000, refused)
    this.#game.refused = []
    if (expected.outcome !== outcome || expected.runs !== runs)
      this.#game.fail(
        `${id} version ${version} is ${outcome} for ${runs}, not ${expected.outcome} for ${expected.runs}`,
      )
    const isInTurn = hook === 'update' || hook === 'each'
    const isIdle = runs === 0 || this.#game.oracle(id).suspended.has(runs)
    if (!isInTurn || isIdle || outcome === 'rolledBack') this.#stopped.add(id)
  }

  #released({ id, version }: BehaviourEvents['released']): void {
    const released = this.#game.lives.get(version)
    if (released) released.releases += 1
    else this.#game.fail(`${id} version ${version} was released, and never lived`)
  }
}
