// Random games without an edit, played by both builds: a game runs in production as it ran while it
// was made. FUZZ_SEED plays the games of a failure again, FUZZ_GAMES plays more of them.

import {
  addComponent,
  addEntity,
  createWorld,
  getComponent,
  removeComponent,
  removeEntity,
  set,
} from 'bitecs'
import {
  type Behaviour,
  type Behaviours,
  createBehaviours,
  defineBehaviour,
  defineSystem,
  type Entity,
  f32,
  ref,
  type ScriptedComponent,
  u8,
} from 'tickswap'
import { createBehaviours as createLeanBehaviours } from 'tickswap/lean'
import { expect, test } from 'vitest'
import { Random } from './fuzz/random.ts'

const { FUZZ_GAMES, FUZZ_SEED } = process.env
const GAMES = Number(FUZZ_GAMES ?? 60)
const FRAMES = 60
const SEED = Number(FUZZ_SEED ?? Math.floor(Math.random() * 1e9))

test(`in ${GAMES} games of ${FRAMES} frames from seed ${SEED}, both builds do the same`, () => {
  const happened = new Set<string>()
  for (let game = 0; game < GAMES; game++) {
    const story = play(SEED + game, createLeanBehaviours)
    expect(story, `of the game with seed ${SEED + game}`).toEqual(
      play(SEED + game, createBehaviours),
    )
    for (const line of story) happened.add(line.replace(/ .*/, ''))
  }
  const all = ['start', 'stop', 'update', 'each', 'tick', 'counted', 'suspended', 'state']
  expect(all.filter((word) => !happened.has(word))).toEqual([])
})

/** Plays a game, and returns all that happened in it. */
function play(seed: number, create: typeof createBehaviours): readonly string[] {
  const random = new Random(seed)
  const world = createWorld()
  const faults = { limit: 1 + random.below(4), window: 400 }
  const behaviours = create(world, { faults, capacity: 1 + random.below(8) })
  const game = { random, world, entities: [] as Entity[], story: [] as string[] }
  behaviours.on('faulted', ({ id, hook, entity, outcome, entities, error }) => {
    game.story.push(`${outcome} ${id} ${hook} ${entity} of ${entities}: ${error}`)
  })
  const components: ScriptedComponent[] = []
  const meddle = (hook: string, entity: Entity) => act({ ...game, components }, hook, entity)
  components.push(
    behaviours.register('many', many(meddle)),
    behaviours.register('one', one(meddle)),
  )
  const spawner = () => {
    if (random.chance(0.3)) spawn({ ...game, components })
    meddle('tick', 0)
  }
  behaviours.register('spawner', defineSystem({ update: spawner }))
  for (let frame = 0; frame < FRAMES; frame++) {
    behaviours.step(1 / 64)
    note(game, behaviours, components)
  }
  behaviours.close()
  return game.story
}

interface Game {
  readonly random: Random
  readonly world: ReturnType<typeof createWorld>
  readonly entities: Entity[]
  readonly story: string[]
  readonly components: readonly ScriptedComponent[]
}

type Meddle = (hook: string, entity: Entity) => void

const many = (meddle: Meddle): Behaviour =>
  defineBehaviour({
    state: { heat: f32(1), count: u8(3) },
    start: ({ entity }) => meddle('start', entity),
    stop: ({ entity }) => meddle('stop', entity),
    update({ entities, state, delta }) {
      for (const entity of entities) {
        state.heat[entity] = (state.heat[entity] ?? 0) + delta
        meddle('update', entity)
      }
    },
  })

const one = (meddle: Meddle): Behaviour =>
  defineBehaviour({
    order: 1,
    state: { path: ref((): number[] => []) },
    start: ({ entity }) => meddle('start', entity),
    each({ entity, state, elapsed }) {
      state.path[entity]?.push(elapsed)
      meddle('each', entity)
    },
  })

/** What a hook does: it is noted, and at times changes the world or throws. */
function act(game: Game, hook: string, entity: Entity): void {
  const { random, story } = game
  story.push(`${hook} ${entity}`)
  if (random.chance(0.02)) spawn(game)
  if (random.chance(0.02)) leave(game)
  if (random.chance(0.01)) throw new Error('at random')
}

function spawn({ random, world, entities, components }: Game): void {
  const entity = addEntity(world)
  entities.push(entity)
  const [many, one] = components
  if (many && random.chance(0.7)) addComponent(world, entity, set(many, { count: random.below(9) }))
  if (one && random.chance(0.7)) addComponent(world, entity, one)
}

function leave({ random, world, entities, components }: Game): void {
  if (entities.length === 0) return
  const index = random.below(entities.length)
  const entity = entities[index] ?? 0
  if (random.chance(0.5)) {
    removeComponent(world, entity, random.pick(components))
  } else {
    entities.splice(index, 1)
    removeEntity(world, entity)
  }
}

/** Version numbers differ: all games of a process share their counter. */
function note(
  { world, entities, story }: Omit<Game, 'components'>,
  behaviours: Behaviours,
  components: readonly ScriptedComponent[],
): void {
  for (const entity of entities) {
    const states = components.map((component) => ({
      ...getComponent(world, entity, component),
      version: 0,
    }))
    story.push(`state ${entity} ${JSON.stringify(states)}`)
  }
  for (const { id, phase, reason, entities, outdated } of behaviours.inspect())
    story.push(`report ${id} ${phase} ${reason} ${entities} ${outdated}`)
}
