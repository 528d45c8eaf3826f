// What a version held is let go: nothing in the engine keeps old columns, snapshots or references
// alive.

import { getWorldComponents, removeComponent, removeEntity } from 'bitecs'
import { type Behaviours, type Definition, defineBehaviour, defineSystem, f32, ref } from 'tickswap'
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

test('objects of entities that leave during a rollout are let go, though the new version has no such field', async () => {
  const { behaviours, world, spawn, play } = createStage({ rollout: { canary: 1, probation: 100 } })
  const { bulk, alive } = createHolder()
  const Mover = behaviours.register('mover', defineBehaviour({ state: { bulk } }))
  const entities = spawn(Mover, 5)
  play(1)
  behaviours.publish({ mover: defineBehaviour({ state: { heat: f32() } }) })
  play(10)
  for (const entity of entities.splice(2)) removeComponent(world, entity, Mover)
  // The column of the good version is handed on to the one that has such a field again.
  behaviours.publish({ mover: defineBehaviour({ state: { bulk: ref(() => undefined) } }) })
  play(300)
  expect(await alive()).toBe(0)
})

test('a world keeps no version of behaviours that were closed', async () => {
  const { behaviours, spawn, play } = createStage({ rollout })
  const { bulk, alive } = createHolder()
  const Mover = behaviours.register('mover', defineBehaviour({ state: { bulk } }))
  spawn(Mover, 5)
  play(1)
  const definition = new WeakRef<object>(publishedTo(behaviours))
  play(10)
  behaviours.close()
  expect(await alive()).toBe(0)
  expect(definition.deref()).toBeUndefined()
  expect(Mover.state).toEqual({})
})

/** Published from a separate function, so that nothing on the stack holds it. */
function publishedTo(behaviours: Behaviours): Definition {
  const definition = defineBehaviour({ state: { heat: f32() } })
  behaviours.publish({ mover: definition })
  return definition
}

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

describe('old versions are let go', () => {
  const VERSIONS = 100
  /** The one that runs, and those that can be gone back to. */
  const KEPT = 1 + 10

  /**
   * Publishes versions, each with an object that it alone holds, and says how many of those are
   * left.
   */
  async function survivors(
    { behaviours, play }: ReturnType<typeof createStage>,
    define: (witness: { readonly bulk: readonly number[] }) => Definition,
  ): Promise<number> {
    const witnesses: WeakRef<object>[] = []
    for (let version = 0; version < VERSIONS; version++) {
      const witness = { bulk: new Array(100).fill(version) }
      witnesses.push(new WeakRef(witness))
      behaviours.publish({ mover: define(witness) })
      play(5)
    }
    await new Promise((resolve) => setTimeout(resolve))
    globalThis.gc?.()
    return witnesses.filter((witness) => witness.deref()).length
  }

  test.each([{ rollout }, { rollout: 'none' as const }])(
    'where entities waited for the first one, with %o',
    async (options) => {
      const stage = createStage(options)
      stage.spawn(stage.behaviours.register('mover'), 5)
      const define = (witness: object) =>
        defineBehaviour({ state: { heat: f32() }, update: () => void witness })
      expect(await survivors(stage, define)).toBeLessThanOrEqual(KEPT)
    },
  )

  test('where they are those of a system', async () => {
    const stage = createStage({ rollout })
    stage.behaviours.register('mover', defineSystem({}))
    const define = (witness: object) => defineSystem({ update: () => void witness })
    expect(await survivors(stage, define)).toBeLessThanOrEqual(KEPT)
  })

  test('although those that follow share their columns of references', async () => {
    const stage = createStage({ rollout })
    stage.spawn(stage.behaviours.register('mover'), 5)
    const left = await survivors(stage, (witness) => {
      return defineBehaviour({ state: { size: ref(() => witness.bulk.length) } })
    })
    expect(left).toBeLessThanOrEqual(KEPT)
  })
})

test('behaviours that are rejected leave no component in the world', () => {
  const { behaviours, world } = createStage()
  const before = getWorldComponents(world).length
  const failing = defineBehaviour({
    setup() {
      throw new Error('no texture')
    },
  })
  for (let attempt = 0; attempt < 100; attempt++) {
    const preparation = behaviours.prepare()
    expect(() => preparation.register('npc', failing)).toThrow('no texture')
    preparation.register('tree', defineBehaviour({}))
    preparation.discard()
  }
  expect(getWorldComponents(world).length).toBe(before)
})
