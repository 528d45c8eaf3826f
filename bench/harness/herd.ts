// Herd: entities with one behaviour whose two layouts alternate, and a check that each swap really
// happened.

import { addComponent, addEntity, createWorld, type World } from 'bitecs'
import {
  type Behaviours,
  type BehavioursOptions,
  type ColumnArray,
  createBehaviours,
  type Definition,
  defineBehaviour,
  f32,
  u8,
} from 'tickswap'

/**
 * Two layouts of state. Either way, a swap keeps two fields, converts one, drops one and adds one.
 */
export type Layout = 'lean' | 'rich'

const id = 'wander'
const moodOfNew = 3
const hungerOfNew = 1.5
const delta = 1 / 60

/** The layout that a herd of the other one changes to. */
export function otherLayout(layout: Layout): Layout {
  return layout === 'lean' ? 'rich' : 'lean'
}

/** A herd, its behaviours, and what the bench does to it. */
export interface Herd {
  readonly size: number
  readonly behaviours: Behaviours
  /** The layout of the current version. */
  readonly layout: Layout
  /** What to publish next, made anew each time, as an edit would. */
  definitions(layout: Layout): Readonly<Record<string, Definition>>
  /** The frame's game work, which is not hot-reload work. */
  runFrame(): void
  /** Swaps whatever is outdated, at once, and lets the version prove itself. */
  settle(): void
  /** Throws unless every entity runs the current version with the state that it must have. */
  check(layout: Layout): void
}

/** A world of `size` entities that run the lean layout. */
export function createHerd(size: number, options: BehavioursOptions = {}): Herd {
  const world = createWorld()
  // Probation is free; the default of 60 frames would only make the bench longer.
  const behaviours = createBehaviours(world, {
    ...options,
    capacity: size + 1,
    rollout: { probation: 1 },
  })
  const Wander = behaviours.register(id, lean())
  const entities = populate(world, size, Wander)
  for (const entity of entities) {
    Wander.state.speed[entity] = speedOf(entity)
    Wander.state.energy[entity] = energyOf(entity)
  }

  return {
    size,
    behaviours,
    get layout() {
      return 'mood' in Wander.state ? 'rich' : 'lean'
    },
    definitions: (layout) => ({ [id]: layout === 'lean' ? lean() : rich() }),
    runFrame: () => behaviours.run(delta),
    settle: () => settle(behaviours),
    check(layout) {
      const { version, entities: running } = behaviours.inspect(id)
      if (running !== size) throw new Error(`${running} of ${size} entities run the behaviour.`)
      checkAll(entities, 'version', Wander.version, () => version)
      const columns: Readonly<Record<string, ColumnArray | undefined>> = Wander.state
      const expected = Object.entries(layout === 'lean' ? expectedOfLean : expectedOfRich)
      for (const [name, expectedOf] of expected) checkAll(entities, name, columns[name], expectedOf)
    },
  }
}

function lean() {
  return defineBehaviour({
    state: { heading: f32(0), speed: f32(40), energy: f32(100), hunger: f32(hungerOfNew) },
    update({ entities, state, delta }) {
      for (const entity of entities) state.heading[entity] += state.speed[entity] * delta
    },
  })
}

function rich() {
  return defineBehaviour({
    state: { heading: f32(0), speed: f32(40), energy: u8(100), mood: u8(moodOfNew) },
    update({ entities, state, delta }) {
      for (const entity of entities) state.heading[entity] -= state.speed[entity] * delta
    },
  })
}

function populate(world: World, size: number, component: object): Uint32Array {
  const entities = new Uint32Array(size)
  for (let index = 0; index < size; index++) {
    entities[index] = addEntity(world)
    addComponent(world, entities[index], component)
  }
  return entities
}

type Expected = Readonly<Record<string, (entity: number) => number>>

const speedOf = (entity: number) => 1 + (entity % 100)
const energyOf = (entity: number) => entity % 250
const expectedOfLean: Expected = { speed: speedOf, energy: energyOf, hunger: () => hungerOfNew }
const expectedOfRich: Expected = { speed: speedOf, energy: energyOf, mood: () => moodOfNew }

function checkAll(
  entities: Uint32Array,
  name: string,
  column: ColumnArray | undefined,
  expected: (entity: number) => number,
): void {
  const wrong = entities.find((entity) => column?.[entity] !== expected(entity))
  if (wrong === undefined) return
  const [has, should] = [String(column?.[wrong]), expected(wrong)]
  throw new Error(`Entity ${wrong} has ${name} ${has} after the swap, not ${should}.`)
}

function settle(behaviours: Behaviours): void {
  const { budget } = behaviours
  behaviours.budget = Number.POSITIVE_INFINITY
  const mostFrames = 1_000
  for (let frame = 0; frame < mostFrames; frame++) {
    behaviours.step(delta)
    if (behaviours.inspect(id).versions.length === 1) break
  }
  behaviours.budget = budget
  if (behaviours.inspect(id).outdated > 0)
    throw new Error(`Not settled after ${mostFrames} frames.`)
}
