// The loop guard in a real page: an endless loop typed into a script, through the compile worker.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, defineBehaviour, f64 } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import { pageEvaluator, workerCompiler } from 'tickswap/hotreload/browser'
import { expect, test } from 'vitest'

const text = `import { defineBehaviour, f64 } from 'tickswap'
export default defineBehaviour({
  state: { steps: f64(0) },
  update({ entities, state }) {
    for (const entity of entities) state.steps[entity]++
  },
})`

test('an endless loop withdraws the version and the page lives', async () => {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const first = defineBehaviour({
    state: { steps: f64(0) },
    update({ entities, state }) {
      for (const entity of entities) state.steps[entity] = (state.steps[entity] ?? 0) + 1
    },
  })
  const Walk = behaviours.register('walk', first)
  const walker = addEntity(world)
  addComponent(world, walker, Walk)
  const source = editorSource()
  const hotReload = createHotReload(behaviours, {
    source,
    compiler: workerCompiler({ loopGuard: { except: ['lib/**'] } }),
    evaluator: pageEvaluator(),
    scripts: { walk: { module: { default: first }, file: 'walk.ts', text } },
  })
  const faults: string[] = []
  behaviours.on('faulted', ({ message }) => faults.push(message))

  behaviours.step(1)
  source.edit({
    id: 'walk',
    file: 'walk.ts',
    text: text.replace('    for', '    while (entities.length > 0);\n    for'),
  })
  await hotReload.settled()
  behaviours.step(1)
  await new Promise((resolve) => requestAnimationFrame(resolve))

  expect(faults).toEqual([
    expect.stringMatching(
      /^Behaviour "walk" version \d+ threw in update: The loop at walk\.ts:5 ran for/,
    ),
  ])
  behaviours.step(1)
  expect(Walk.state.steps[walker]).toBe(3)
  await hotReload.close()
})
