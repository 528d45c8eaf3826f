// What a version held is let go: nothing in the engine keeps old columns, snapshots or references alive.

import { removeEntity } from 'bitecs'
import { defineBehaviour, f32, ref } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage } from './stage.ts'

const rollout = { canary: 1, probation: 1 }

/** A behaviour that gives each entity an object, which `alive` can be asked about. */
function createHolder() {
  const witnesses: WeakRef<object>[] = []
  const bulk = ref(() => {
    const object = { bulk: new Array(100).fill(0) }
    witnesses.push(new WeakRef(object))
    return object
  })
  return {
    bulk,
    async alive(): Promise<number> {
      await new Promise((resolve) => setTimeout(resolve))
      globalThis.gc?.()
      return witnesses.filter((witness) => witness.deref()).length
    },
  }
}

describe('objects in a dropped field are let go', () => {
  test.each([{ rollout }, { rollout: 'none' as const }])(
    'once all entities have left, with %o',
    async (options) => {
      const { behaviours, spawn, play } = createStage(options)
      const { bulk, alive } = createHolder()
      spawn(behaviours.register('mover', defineBehaviour({ state: { bulk } })), 5)
      play(1)
      expect(await alive()).toBe(5)
      const migrate = () => {}
      behaviours.publish({ mover: defineBehaviour({ state: { heat: f32() }, migrate }) })
      play(10)
      expect(await alive()).toBe(0)
    },
  )
})

test('objects of entities that are removed are let go', async () => {
  const { behaviours, world, spawn, play } = createStage({ rollout })
  const { bulk, alive } = createHolder()
  const entities = spawn(behaviours.register('mover', defineBehaviour({ state: { bulk } })), 5)
  play(1)
  for (const entity of entities.splice(2)) removeEntity(world, entity)
  expect(await alive()).toBe(2)
})

test('snapshots are let go when the version is committed', async () => {
  const { behaviours, spawn, play } = createStage({ rollout })
  const { bulk, alive } = createHolder()
  const replace = defineBehaviour({
    state: { bulk },
    each({ entity, state }) {
      state.bulk[entity] = { bulk: [] }
    },
  })
  spawn(behaviours.register('mover', defineBehaviour({ state: { bulk } })), 5)
  play(1)
  behaviours.publish({ mover: replace })
  play(2)
  expect(await alive()).toBe(5)
  play(10)
  expect(await alive()).toBe(0)
})
