// Long days: games that are edited for long, in every way, through the real compiler, and what that
// leaves of old versions.

import { setTimeout } from 'node:timers/promises'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours } from 'tickswap'
import { createHotReload, editorSource, memoryBackup, notify } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { nativeCompiler, nodeEvaluator } from 'tickswap/hotreload/node'
import { type EditKind, editKinds, helperText, scriptText } from './distinct-texts.ts'
import type { Way } from './ways.ts'

const { TICKSWAP_LEAK_EDITS = '1000' } = process.env

/** How often each game is edited. More than usual with `TICKSWAP_LEAK_EDITS=3000`. */
export const EDITS = Number(TICKSWAP_LEAK_EDITS)

/** What a day leaves. */
export interface Evening {
  /** By script: how many versions were evaluated, and how many of them are still there. */
  readonly evaluated: ReadonlyMap<string, number>
  readonly alive: ReadonlyMap<string, number>
  /** What happened, and how often. */
  readonly happened: ReadonlyMap<string, number>
}

/** What all days leave. */
export interface Evenings {
  readonly evenings: readonly Evening[]
  /** Bytes by which one edit made the heap grow, after caches and histories were full. */
  readonly growth: number
}

const ENTITIES = 3
const FRAME = 1 / 60
/** Enough for a version to go through canary and probation, and then to throw if it will. */
const FRAMES_A_TURN = 8
/** Every so many turns, something else happens than that one new text comes. */
const ROUND = 20
/** Of several scripts, one is edited so often before the next one is. */
const TURNS_IN_A_ROW = 3

/** Plays a day of each way, all at the same time. */
export async function playLongDays(ways: readonly Way[]): Promise<Evenings> {
  const compiler = nativeCompiler()
  const days = ways.map((way) => new LongDay(way, { ...compiler, close: async () => {} }))
  const witness = (id: string) => days.find((day) => day.has(id))?.witness(id)
  Object.assign(globalThis, { witness })
  try {
    const morning = Math.ceil(EDITS / 3)
    await Promise.all(days.map((day) => day.play(morning)))
    const noon = await heapOf(days)
    await Promise.all(days.map((day) => day.play(EDITS)))
    const growth = ((await heapOf(days)) - noon) / ((EDITS - morning) * days.length)
    return { evenings: days.map((day) => day.evening), growth }
  } finally {
    Reflect.deleteProperty(globalThis, 'witness')
    await Promise.all(days.map((day) => day.close()))
    await compiler.close()
  }
}

/** Bytes in use after a collection. Finalisers of the first one free what the second collects. */
async function heapOf(days: readonly LongDay[]): Promise<number> {
  for (let times = 0; times < 3; times++) {
    await setTimeout(10)
    globalThis.gc?.()
  }
  for (const day of days) day.sweep()
  return process.memoryUsage().heapUsed
}

class LongDay {
  readonly #way: Way
  readonly #world = createWorld()
  readonly #behaviours = createBehaviours(this.#world, {
    budget: Number.POSITIVE_INFINITY,
    rollout: { canary: 1, probation: 1 },
    faults: { limit: 0 },
  })
  readonly #editor = editorSource()
  readonly #hotReload
  readonly #evaluated = new Map<string, number>()
  readonly #happened = new Map<string, number>()
  /** By script. */
  readonly #witnesses = new Map<string, WeakRef<object>[]>()
  /** The last texts that were handed in, by script. */
  readonly #texts = new Map<string, readonly string[]>()
  #turn = 0

  constructor(way: Way, compiler: Compiler) {
    const backup = memoryBackup()
    this.#way = way
    const { scripts = {} } = way.start?.(this.#behaviours, backup) ?? {}
    this.#hotReload = createHotReload(this.#behaviours, {
      source: this.#editor,
      compiler,
      evaluator: nodeEvaluator(),
      scripts,
      intake: { wait: 0, debounce: 0 },
      backup,
    })
    for (const event of [
      'published',
      'rejected',
      'unchanged',
      'removed',
      'warned',
      'failed',
    ] as const) {
      this.#hotReload.on(event, () => this.#note(event))
    }
    this.#hotReload.on('faulted', ({ fault }) => this.#note(fault.outcome))
    this.#hotReload.on('rolledBack', ({ by }) => this.#note(`rolled back by ${by}`))
    this.#behaviours.on('registered', ({ id }) => this.#populate(id))
    for (const { id } of this.#behaviours.inspect()) this.#populate(id)
    notify(this.#hotReload, { name: 'nobody', show() {}, withdraw() {}, close() {} })
  }

  get evening(): Evening {
    const alive = new Map(Array.from(this.#witnesses, ([id, { length }]) => [id, length]))
    return { evaluated: this.#evaluated, alive, happened: this.#happened }
  }

  has(id: string): boolean {
    return this.#way.ids.includes(id)
  }

  /** What a version holds and nobody else. */
  witness(id: string): object {
    const witness = { last: 0, bulk: new Array(100).fill(0) }
    this.#evaluated.set(id, (this.#evaluated.get(id) ?? 0) + 1)
    const witnesses = this.#witnesses.get(id) ?? []
    witnesses.push(new WeakRef(witness))
    this.#witnesses.set(id, witnesses)
    return witness
  }

  /** Forgets the witnesses that were collected. */
  sweep(): void {
    for (const [id, witnesses] of this.#witnesses) {
      const alive = witnesses.filter((witness) => witness.deref())
      this.#witnesses.set(id, alive)
    }
  }

  /** Plays up to turn number `last`. */
  async play(last: number): Promise<void> {
    const { ids } = this.#way
    if (this.#turn === 0) await this.#begin()
    while (this.#turn < last) {
      this.#turn += 1
      await this.#takeTurn(ids[Math.floor(this.#turn / TURNS_IN_A_ROW) % ids.length] ?? '')
      await this.#hotReload.settled()
      this.#step()
    }
  }

  async close(): Promise<void> {
    await this.#hotReload.close()
    this.#behaviours.close()
  }

  async #begin(): Promise<void> {
    for (const id of this.#way.ids) this.#edit(id, this.#way.begin ?? 'text')
    await this.#hotReload.settled()
    this.#step()
  }

  async #takeTurn(id: string): Promise<void> {
    const [last = '', , earlier = last] = this.#texts.get(id) ?? []
    switch (this.#turn % ROUND) {
      case 5:
        return this.#report(id, `${last}\n// Only a comment, of turn ${this.#turn}.`)
      case 9:
        return this.#report(id, earlier)
      case 13:
        return this.#goBackAndForth(id)
      case 16:
        return this.#takeOut(id)
      case 18:
        for (const kind of editKinds.slice(0, 3)) this.#edit(id, kind)
        return
      default:
        this.#edit(id, editKinds[this.#turn % editKinds.length] ?? 'text')
    }
  }

  #edit(id: string, edit: EditKind): void {
    const { kind, imports } = this.#way
    const number = this.#turn * editKinds.length + editKinds.indexOf(edit)
    const text =
      id === 'helper'
        ? helperText(id, number, edit)
        : scriptText({ id, kind, number, edit, imports: imports?.[id] })
    this.#texts.set(id, [text, ...(this.#texts.get(id) ?? [])].slice(0, 3))
    this.#report(id, text)
  }

  #report(id: string, text: string): void {
    this.#editor.edit({ id, file: `${id}.ts`, text })
  }

  /** To the committed version before, and to the one that was left. */
  #goBackAndForth(id: string): void {
    const committed = this.#hotReload.history(id).filter(({ outcome }) => outcome === 'committed')
    if (committed.length < 2) return
    const { current, good } = this.#behaviours.versions(id)
    if (current !== good) return
    const { from } = this.#hotReload.rollback(id)
    this.#step()
    this.#hotReload.rollback(id, from)
  }

  async #takeOut(id: string): Promise<void> {
    this.#editor.edit({ id, file: `${id}.ts`, removed: true })
    await this.#hotReload.settled()
    this.#step()
    this.#edit(id, 'text')
  }

  #populate(id: string): void {
    if (this.#way.kind === 'system') return
    const component = this.#behaviours.component(id)
    for (let count = 0; count < ENTITIES; count++)
      addComponent(this.#world, addEntity(this.#world), component)
  }

  #step(): void {
    for (let frame = 0; frame < FRAMES_A_TURN; frame++) this.#behaviours.step(FRAME)
  }

  #note(what: string): void {
    this.#happened.set(what, (this.#happened.get(what) ?? 0) + 1)
  }
}
