// fused-game: a game whose one script can be made to throw at will, with the whole pipeline behind
// it.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Behaviours, createBehaviours } from 'tickswap'
import { createHotReload, editorSource, type HotReload } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'

const id = 'wander'
const delta = 1 / 60
const mostFrames = 1_000

/** Milliseconds from the throw. */
export interface Withdrawal {
  /** Until the good version is current again, and the engine tells. */
  readonly toCurrent: number
  /**
   * Until the pipeline tells where it was, with the good module live again and the history written.
   */
  readonly toTold: number
  /** Until the good code runs again, in the same frame. */
  readonly toRunning: number
}

export interface FusedGame {
  readonly size: number
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  /** Publishes a new text, and plays until all entities run it, unproven. Returns its version. */
  edit(pace: number): Promise<number>
  /** Plays until all entities run the current version, and it is committed. */
  settle(): void
  /** Plays a frame in which the current version throws. */
  blow(): Withdrawal
  close(): Promise<void>
}

/** What the script reads and writes: a host module of its. */
interface Fuse {
  lit: number
  thrownAt: number
  runningAt: number
}

/** A version does `pace` in each frame. It throws if its fuse is lit. */
const textOf = (pace: number) => `import { defineBehaviour, f32 } from 'tickswap'
import { fuse } from '../fuse'

const PACE: number = ${pace}

function checkFuse(): void {
  if (fuse.lit !== PACE) return
  const error = new Error('The fuse was lit.')
  fuse.thrownAt = performance.now()
  throw error
}

export default defineBehaviour({
  state: { heading: f32(0), speed: f32(40) },
  update({ entities, state, delta }) {
    checkFuse()
    fuse.runningAt = performance.now()
    for (const entity of entities) state.heading[entity] += state.speed[entity] * delta * PACE
  },
})
`

export async function createFusedGame(size: number, compiler: Compiler): Promise<FusedGame> {
  const world = createWorld()
  const behaviours = createBehaviours(world, { capacity: size + 1, rollout: { probation: 1 } })
  const Wander = behaviours.register(id)
  const fuse: Fuse = { lit: 0, thrownAt: 0, runningAt: 0 }
  let currentAt = 0
  let toldAt = 0
  // Before the pipeline, which listens too.
  behaviours.on('faulted', () => {
    currentAt = performance.now()
  })
  const source = editorSource()
  const hosts = { '../fuse': { fuse } }
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: {},
    hosts,
  })
  hotReload.on('faulted', () => {
    toldAt = performance.now()
  })
  await submit(1)
  for (let index = 0; index < size; index++) addComponent(world, addEntity(world), Wander)

  async function submit(pace: number): Promise<void> {
    source.edit({ id, file: `${id}.ts`, text: textOf(pace) })
    await hotReload.settled()
    const [problem] = hotReload.diagnostics().filter(({ severity }) => severity === 'error')
    if (problem) throw new Error(problem.message)
  }

  function play(isDone: () => boolean): void {
    const { budget } = behaviours
    behaviours.budget = Number.POSITIVE_INFINITY
    for (let frame = 0; !isDone(); frame++) {
      if (frame > mostFrames) throw new Error(`Not done after ${mostFrames} frames.`)
      behaviours.step(delta)
    }
    behaviours.budget = budget
  }

  let pace = 1
  return {
    size,
    behaviours,
    hotReload,
    async edit(next) {
      pace = next
      await submit(pace)
      play(() => behaviours.inspect(id).phase === 'probation')
      return behaviours.inspect(id).version
    },
    settle: () => play(() => isSettled(behaviours)),
    blow() {
      const { goodVersion } = behaviours.inspect(id)
      fuse.lit = pace
      behaviours.step(delta)
      fuse.lit = 0
      if (behaviours.inspect(id).version !== goodVersion)
        throw new Error('The version was not withdrawn.')
      if (fuse.runningAt < toldAt) throw new Error('The good code did not run in the same frame.')
      const { thrownAt, runningAt } = fuse
      return {
        toCurrent: currentAt - thrownAt,
        toTold: toldAt - thrownAt,
        toRunning: runningAt - thrownAt,
      }
    },
    close: () => hotReload.close(),
  }
}

function isSettled(behaviours: Behaviours): boolean {
  const { phase, outdated, versions } = behaviours.inspect(id)
  return phase === 'committed' && outdated === 0 && versions.length === 1
}
