// Spreading: what sixty changed scripts need is done over many frames; all go live in one, whatever
// comes between.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, type Definition, defineBehaviour, f32 } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import type { CompileResult, Compiler, ScriptText } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'

const SCRIPTS = 60
/**
 * How far the clock goes each time that somebody looks at it: a step of frame work takes as long.
 */
const TICK = 0.02
const ids = Array.from({ length: SCRIPTS }, (_, index) => `npc/s${index}`)

const EDITS = [0, 1, 2]

/**
 * Texts by script and edit, all of them compiled before the clock is stepped: here nothing waits
 * for a compiler.
 */
const compiled = new Map<string, CompileResult>()
const compiler: Compiler = {
  name: 'compiled before',
  async compile({ text }) {
    const result = compiled.get(text)
    if (!result) throw new Error('This text was not compiled.')
    return result
  },
  warmUp: async () => {},
  close: async () => {},
}

let time: number
/** Which modules were evaluated, and which script is to throw, as scripts see it. */
let spy: { evaluated: string[]; throws: string }

beforeAll(async () => {
  const real = await nodeCompiler()
  for (const id of ids) {
    for (const edit of EDITS) {
      const text = textOf(id, edit)
      compiled.set(text, await real.compile({ id, file: `${id}.ts`, text }))
    }
  }
})

beforeEach(() => {
  time = 1_000
  spy = { evaluated: [], throws: '' }
  vi.spyOn(performance, 'now').mockImplementation(() => {
    time += TICK
    return time
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

const textOf = (id: string, edit: number) => `import { defineBehaviour, f32 } from 'tickswap'
import { spy } from '../../spy'
spy.evaluated.push('${id} ${edit}')
export default defineBehaviour({
  state: { edit: f32(0) },
  update({ entities, state }) {
    if (spy.throws === '${id} ${edit}') throw new Error('as told')
    for (const entity of entities) state.edit[entity] = ${edit}
  },
})`

const changes = (edit: number, which: readonly string[] = ids): ScriptText[] =>
  which.map((id) => ({ id, file: `${id}.ts`, text: textOf(id, edit) }))

async function startCrowd() {
  const world = createWorld()
  const behaviours = createBehaviours(world, { now: () => time })
  const first: Definition = defineBehaviour({ state: { edit: f32(0) } })
  const entity = addEntity(world)
  for (const id of ids) {
    behaviours.register(id, first)
    addComponent(world, entity, behaviours.component(id))
  }
  const source = editorSource()
  const initial = (id: string) => ({
    module: { default: first },
    file: `${id}.ts`,
    text: textOf(id, 0),
  })
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator: nodeEvaluator(),
    hosts: { '../spy': { spy } },
    scripts: Object.fromEntries(ids.map((id) => [id, initial(id)])),
  })
  const told: string[] = []
  hotReload.on('published', ({ versions }) =>
    told.push(`published ${Object.keys(versions).length}`),
  )
  hotReload.on('faulted', ({ fault }) => told.push(`faulted ${fault.id}`))
  const frame = async () => {
    behaviours.step(1 / 60)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const playUntil = async (isSo: () => boolean) => {
    let frames = 0
    for (; !isSo(); frames++) {
      if (frames > 3_000) throw new Error('It does not come to that.')
      await frame()
    }
    return frames
  }
  const current = () => ids.map((id) => behaviours.versions(id).current)
  const runs = (id: string) => {
    const { edit } = behaviours.component(id).state
    return edit?.[entity]
  }
  const playUntilProven = () =>
    playUntil(() => ids.every((id) => behaviours.inspect(id).phase === 'committed'))
  // The initial texts are compiled when that is through.
  let isReady = false
  hotReload.drain().then(() => {
    isReady = true
  })
  await playUntil(() => isReady)
  return { behaviours, hotReload, source, told, frame, playUntil, playUntilProven, current, runs }
}

describe('sixty scripts that change at once', () => {
  test('are planned and evaluated over many frames, and go live in one', async () => {
    const { hotReload, source, told, frame, playUntil, playUntilProven, current, runs } =
      await startCrowd()
    const before = current()
    source.edit(changes(1))
    const planning = await playUntil(() => spy.evaluated.length > 0)
    const evaluating = await playUntil(() => spy.evaluated.length === SCRIPTS)
    while (current().every((version, index) => version === before[index])) await frame()
    expect(current().filter((version, index) => version === before[index])).toEqual([])
    // At 0.5 ms a frame and one tick a step, a frame has time for about 24 steps, and a plan has
    // several a script.
    expect(planning).toBeGreaterThan(10)
    expect(evaluating).toBeGreaterThan(1)
    await playUntilProven()
    expect(ids.map(runs)).toEqual(ids.map(() => 1))
    expect(told).toEqual([`published ${SCRIPTS}`])
    expect(spy.evaluated.toSorted()).toEqual(ids.map((id) => `${id} 1`).toSorted())
    await hotReload.close()
  })

  test('are planned again after a fault in the midst of it, and go live once', async () => {
    const { hotReload, source, told, frame, playUntil, playUntilProven, runs } = await startCrowd()
    source.edit(changes(1, ['npc/s0']))
    await playUntil(() => runs('npc/s0') === 1)
    time += 1_000
    source.edit(changes(2))
    for (let frames = 0; frames < 10; frames++) await frame()
    spy.throws = 'npc/s0 1'
    await frame()
    expect(told).toEqual(['published 1', 'faulted npc/s0'])
    await playUntilProven()
    await playUntil(() => told.length > 2)
    await playUntilProven()
    expect(told).toEqual(['published 1', 'faulted npc/s0', `published ${SCRIPTS}`])
    expect(ids.map(runs)).toEqual(ids.map(() => 2))
    expect(hotReload.history('npc/s0').map(({ outcome }) => outcome)).toEqual([
      'committed',
      'withdrawn',
      'committed',
    ])
    await hotReload.close()
  })

  test('are taken along by a newer text of one of them, and go live once', async () => {
    const { hotReload, source, told, frame, playUntil, playUntilProven, runs } = await startCrowd()
    source.edit(changes(1))
    for (let frames = 0; frames < 10; frames++) await frame()
    time += 400
    source.edit(changes(2, ['npc/s7']))
    await playUntil(() => told.length > 0)
    await playUntilProven()
    expect(told).toEqual([`published ${SCRIPTS}`])
    expect(ids.map(runs)).toEqual(ids.map((id) => (id === 'npc/s7' ? 2 : 1)))
    expect(spy.evaluated).not.toContain('npc/s7 1')
    await hotReload.close()
  })

  test('have all that a fault needs in the very frame in which they go live', async () => {
    const { hotReload, source, told, playUntil, playUntilProven, runs } = await startCrowd()
    spy.throws = 'npc/s59 1'
    source.edit(changes(1))
    await playUntil(() => told.length === 2)
    expect(told).toEqual([`published ${SCRIPTS}`, 'faulted npc/s59'])
    expect(hotReload.history('npc/s59').map(({ outcome }) => outcome)).toEqual([
      'withdrawn',
      'committed',
    ])
    await playUntilProven()
    expect(hotReload.diagnostics().map(({ script }) => script)).toEqual(['npc/s59'])
    expect(ids.filter((id) => runs(id) !== 1)).toEqual(['npc/s59'])
    await hotReload.close()
  })
})
