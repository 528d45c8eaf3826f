// Bursts: a thousand scripts change at once. All of them are live in one frame, none twice, and
// nothing is left over.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, type Definition, defineBehaviour, f32, isDefinition } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import type { Compiler, ScriptText } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'

const SCRIPTS = 1_000
const ids = Array.from({ length: SCRIPTS }, (_, index) => `npc/s${index}`)

let compiler: Compiler

beforeAll(async () => {
  compiler = nodeCompiler()
})

const textOf = (edit: number) => `import { defineBehaviour, f32 } from 'tickswap'
export default defineBehaviour({
  state: { edit: f32(0), steps: f32(0) },
  update({ entities, state }) {
    for (const entity of entities) {
      state.edit[entity] = ${edit}
      state.steps[entity]++
    }
  },
})`

const changes = (edit: number): ScriptText[] =>
  ids.map((id) => ({ id, file: `${id}.ts`, text: textOf(edit) }))

function startCrowd() {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const first: Definition = defineBehaviour({ state: { edit: f32(0), steps: f32(0) } })
  if (!isDefinition(first)) throw new Error('Not a definition.')
  const entity = addEntity(world)
  for (const id of ids) {
    behaviours.register(id, first)
    addComponent(world, entity, behaviours.component(id))
  }
  const source = editorSource()
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: Object.fromEntries(
      ids.map((id) => [id, { module: { default: first }, file: `${id}.ts`, text: textOf(0) }]),
    ),
  })
  const editOf = (id: string) => {
    const { edit } = behaviours.component(id).state
    return edit?.[entity]
  }
  const edits = () => new Set(ids.map(editOf))
  return { behaviours, hotReload, source, entity, edits }
}

/**
 * Steps the game, as a loop would, until the hot reload has settled. Resolves with the number of
 * frames.
 */
async function playUntilSettled({
  behaviours,
  hotReload,
}: ReturnType<typeof startCrowd>): Promise<number> {
  let frames = 0
  let isSettled = false
  hotReload.settled().then(() => {
    isSettled = true
  })
  while (!isSettled) {
    behaviours.step(1 / 60)
    frames += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  return frames
}

describe('a thousand scripts that change at once', () => {
  test('are live in one generation, each once, and leave nothing over', async () => {
    const crowd = startCrowd()
    const { behaviours, hotReload, source } = crowd
    await playUntilSettled(crowd)
    const published: number[] = []
    hotReload.on('published', ({ versions }) => {
      published.push(Object.keys(versions).length)
    })
    source.edit(changes(1))
    const frames = await playUntilSettled(crowd)
    for (let frame = 0; frame < 200; frame++) behaviours.step(1 / 60)
    expect(published).toEqual([SCRIPTS])
    expect(crowd.edits()).toEqual(new Set([1]))
    expect(hotReload.diagnostics()).toEqual([])
    expect(ids.every((id) => behaviours.inspect(id).phase === 'committed')).toBe(true)
    expect(ids.every((id) => behaviours.inspect(id).versions.length === 1)).toBe(true)
    await hotReload.close()
    expect(frames).toBeGreaterThan(1)
  })

  test('stay as they are when one of them is broken, and its file and line are reported', async () => {
    const crowd = startCrowd()
    await playUntilSettled(crowd)
    const [first, ...others] = changes(1)
    if (!first) throw new Error('There are no scripts.')
    crowd.source.edit([{ ...first, text: 'let x = ;' }, ...others])
    await playUntilSettled(crowd)
    crowd.behaviours.step(1 / 60)
    expect(crowd.edits()).toEqual(new Set([0]))
    expect(crowd.hotReload.diagnostics()).toMatchObject([
      { location: { file: 'npc/s0.ts', line: 1, column: 9 } },
    ])
    crowd.source.edit(first)
    await playUntilSettled(crowd)
    for (let frame = 0; frame < 200; frame++) crowd.behaviours.step(1 / 60)
    expect(crowd.edits()).toEqual(new Set([1]))
    await crowd.hotReload.close()
  })
})
