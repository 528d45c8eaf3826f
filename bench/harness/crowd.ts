// crowd: a game with any number of reloadable scripts, at sixty frames a second, whose main thread
// is watched.

import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Behaviours, createBehaviours, defineBehaviour, f64 } from 'tickswap'
import {
  createHotReload,
  type EditorSource,
  editorSource,
  type HotReload,
} from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'

const framesPerSecond = 60

/** One script as the crowd edits it. */
export interface CrowdText {
  readonly id: string
  readonly text: string
}

/** What the game's thread did for a frame. */
export interface CrowdFrame {
  /** All of the thread's work since the frame before, less what the scripts took. */
  readonly work: number
  /** The part of it that lay within the frame: swaps. */
  readonly reconcile: number
}

export interface Crowd {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  readonly editor: EditorSource
  /** Plays frames in real time until `isDone`, and tells of each. */
  play(isDone: () => boolean): Promise<readonly CrowdFrame[]>
  /** Reports texts in one go, as a checkout would. */
  edit(texts: readonly CrowdText[]): void
  close(): Promise<void>
}

/** Every script has `size` entities; helpers, whose ids begin with `lib/`, have none. */
export async function startCrowd(
  compiler: Compiler,
  texts: readonly CrowdText[],
  size: number,
): Promise<Crowd> {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const first = defineBehaviour({ state: { edit: f64(0) } })
  const herd = Array.from({ length: size }, () => addEntity(world))
  for (const { id } of texts) {
    if (id.startsWith('lib/')) continue
    const Script = behaviours.register(id, first)
    for (const entity of herd) addComponent(world, entity, Script)
  }
  const editor = editorSource()
  const hotReload = createHotReload(behaviours, {
    source: editor,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: Object.fromEntries(texts.map(({ id, text }) => [id, initial(id, text, first)])),
  })
  const crowd: Crowd = {
    behaviours,
    hotReload,
    editor,
    play: (isDone) => play(behaviours, isDone),
    edit: (edited) => editor.edit(edited.map(({ id, text }) => ({ id, file: `${id}.ts`, text }))),
    close: () => hotReload.close(),
  }
  await warm(crowd)
  return crowd
}

function initial(id: string, text: string, definition: object) {
  const module = id.startsWith('lib/') ? { value: 0 } : { default: definition }
  return { module, file: `${id}.ts`, text }
}

/** Waits until the first texts are compiled, since edits wait for that. */
async function warm({ hotReload, play }: Crowd): Promise<void> {
  let isWarm = false
  hotReload.reload().then(() => {
    isWarm = true
  })
  await play(() => isWarm)
}

async function play(behaviours: Behaviours, isDone: () => boolean): Promise<readonly CrowdFrame[]> {
  const frames: CrowdFrame[] = []
  let before = performance.eventLoopUtilization()
  let due = performance.now()
  while (!isDone()) {
    due += 1_000 / framesPerSecond
    await sleep(Math.max(0, due - performance.now()))
    behaviours.reconcile()
    const { active } = performance.eventLoopUtilization(before)
    before = performance.eventLoopUtilization()
    frames.push({ work: active, reconcile: behaviours.frame.reconcileMilliseconds })
    behaviours.run(1 / framesPerSecond)
  }
  return frames
}
