// drift: one system, written by hand on bitECS query() and as a behaviour, each with the loops that
// people write.

import { addComponent, addEntity, createWorld, query, type World } from 'bitecs'
import { type Behaviour, createBehaviours, defineBehaviour, f32 } from 'tickswap'

/** The ways that are measured, by name; each call is one frame. */
export type Drifts = Readonly<Record<DriftName, () => void>>

export type DriftName =
  | 'for…of on query()'
  | 'for…of in update'
  | 'index loop on query()'
  | 'index loop in update'
  | 'index loop on query(), constant arrays'
  | 'each'

const delta = 1 / 60
const initialSpeed = 40

/**
 * Frames over a few entities first: V8 never settles on good code for a function whose first calls
 * take long.
 */
const warmUp = { entities: 1_000, frames: 3_000 }

/** What a game would hold in a component of its own, and both sides reach in the same way. */
interface Place {
  readonly x: Float32Array
}

/** A world as bitECS's guide makes it, with components and time on it. */
interface HandWorld {
  readonly components: { readonly Drifting: { readonly speed: Float32Array } }
  readonly time: { readonly delta: number }
}

/**
 * Each way in a world of its own, all over one array of places, and those by hand over the columns
 * of the behaviour that they are compared with: where an array lies in memory favours nobody.
 *
 * By hand means the form of bitECS's guide, a function of the world. A function over arrays that
 * are constants of its module is faster still, since V8 writes their addresses into the code; no
 * array that may grow has that. It is measured as "constant arrays".
 *
 * Call it once in a process: V8 compiles a function that has one closure differently from one that
 * has several.
 */
export function createDrifts(size: number): Drifts {
  const place = { x: new Float32Array(size + 1) }
  const forOf = asBehaviour(size, updateForOf(place))
  const index = asBehaviour(size, updateIndex(place))
  const single = asBehaviour(size, each(place))
  const handOf = byHand(forOf.speed, handForOf(place))
  const handAt = byHand(index.speed, handIndex(place))
  const constant = byHand(index.speed, handConstant(place, index.speed))
  const drifts = {
    'for…of on query()': handOf,
    'for…of in update': forOf,
    'index loop on query()': handAt,
    'index loop in update': index,
    'index loop on query(), constant arrays': constant,
    each: single,
  }
  for (const drift of Object.values(drifts)) warm(drift, size)
  for (const [name, { frame }] of Object.entries(drifts)) checkOneFrame(name, frame, place)
  return {
    'for…of on query()': handOf.frame,
    'for…of in update': forOf.frame,
    'index loop on query()': handAt.frame,
    'index loop in update': index.frame,
    'index loop on query(), constant arrays': constant.frame,
    each: single.frame,
  }
}

interface Drift {
  readonly world: World
  readonly component: object
  readonly frame: () => void
}

type DriftState = { speed: ReturnType<typeof f32> }

function byHand(speed: Float32Array, system: (world: World<HandWorld>) => void): Drift {
  const world = createWorld<HandWorld>({ components: { Drifting: { speed } }, time: { delta } })
  return { world, component: world.components.Drifting, frame: () => system(world) }
}

function asBehaviour(
  size: number,
  behaviour: Behaviour<DriftState>,
): Drift & { readonly speed: Float32Array } {
  const world = createWorld()
  const behaviours = createBehaviours(world, { capacity: size + 1 })
  const Drifting = behaviours.register('drift', behaviour)
  return {
    world,
    component: Drifting,
    frame: () => behaviours.step(delta),
    speed: Drifting.state.speed,
  }
}

function warm({ world, component, frame }: Drift, size: number): void {
  populate(world, Math.min(size, warmUp.entities), component)
  for (let index = 0; index < warmUp.frames; index++) frame()
  populate(world, size - Math.min(size, warmUp.entities), component)
}

function populate(world: World, size: number, component: object): void {
  for (let index = 0; index < size; index++) addComponent(world, addEntity(world), component)
}

function handForOf({ x }: Place): (world: World<HandWorld>) => void {
  return (world) => {
    const { Drifting } = world.components
    const { speed } = Drifting
    const { delta } = world.time
    for (const entity of query(world, [Drifting])) x[entity] += speed[entity] * delta
  }
}

function updateForOf({ x }: Place) {
  return defineBehaviour({
    state: { speed: f32(initialSpeed) },
    update({ entities, state, delta }) {
      const { speed } = state
      for (const entity of entities) x[entity] += speed[entity] * delta
    },
  })
}

function handIndex({ x }: Place): (world: World<HandWorld>) => void {
  return (world) => {
    const { Drifting } = world.components
    const { speed } = Drifting
    const { delta } = world.time
    const entities = query(world, [Drifting])
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i]
      x[entity] += speed[entity] * delta
    }
  }
}

function handConstant({ x }: Place, speed: Float32Array): (world: World<HandWorld>) => void {
  return (world) => {
    const entities = query(world, [world.components.Drifting])
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i]
      x[entity] += speed[entity] * delta
    }
  }
}

function updateIndex({ x }: Place) {
  return defineBehaviour({
    state: { speed: f32(initialSpeed) },
    update({ entities, state, delta }) {
      const { speed } = state
      for (let i = 0; i < entities.length; i++) {
        const entity = entities[i]
        x[entity] += speed[entity] * delta
      }
    },
  })
}

function each({ x }: Place) {
  return defineBehaviour({
    state: { speed: f32(initialSpeed) },
    each({ entity, state, delta }) {
      x[entity] += state.speed[entity] * delta
    },
  })
}

/** A frame that moves nobody, or somebody twice, would make a fine figure. */
function checkOneFrame(name: string, frame: () => void, { x }: Place): void {
  x.fill(0)
  frame()
  const moved = Math.fround(initialSpeed * delta)
  const wrong = x.findIndex((value, entity) => value !== (entity === 0 ? 0 : moved))
  if (wrong >= 0)
    throw new Error(`${name}: entity ${wrong} is at ${x[wrong]} after one frame, not at ${moved}.`)
}
