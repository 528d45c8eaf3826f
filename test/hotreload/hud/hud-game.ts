// A game in a page with a canvas, real scripts and a HUD over it, and access to the HUD as users
// have.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Behaviours, createBehaviours, defineBehaviour, f32 } from 'tickswap'
import { createHotReload, editorSource, type HotReload } from 'tickswap/hotreload'
import {
  type Hud,
  type HudOptions,
  mountHud,
  pageEvaluator,
  workerCompiler,
} from 'tickswap/hotreload/browser'
import { onTestFinished } from 'vitest'
import { unhurried } from '../hot-reload/unhurried.ts'

/** The text of the script `npc/wander`, which the game comes with. */
export const wanderText = `import { defineBehaviour, f32 } from 'tickswap'
const TURN = 1
export default defineBehaviour({
  state: { heading: f32(0) },
  update({ entities, state, delta }) {
    for (const entity of entities) state.heading[entity] += delta * TURN
  },
})
`

const wander = defineBehaviour({
  state: { heading: f32(0) },
  update({ entities, state, delta }) {
    for (const entity of entities) state.heading[entity] = (state.heading[entity] ?? 0) + delta
  },
})

export interface HudGame {
  readonly hud: Hud
  readonly hot: HotReload
  readonly behaviours: Behaviours
  /** What has the game's focus. */
  readonly canvas: HTMLCanvasElement
  /** The root of the HUD's shadow tree. */
  readonly root: ShadowRoot
  /**
   * The number of the game's first version, second and so on: the counter goes on from game to
   * game.
   */
  version(place: number): number
  /** Hands in a text of `npc/wander`, and waits until it is dealt with. */
  edit(text: string): Promise<void>
  /** Hands in the text that turns at this speed, and plays until that version has proven itself. */
  turn(speed: number): Promise<void>
  /** Plays frames of a 60th of a second. */
  play(frames?: number): void
}

const HERD = 40
const FRAMES_TO_PROVE = 80

/**
 * Starts a game with a herd that wanders, and mounts a HUD. All of it is removed after the test.
 */
export function startHudGame(options: HudOptions = {}): HudGame {
  const canvas = document.createElement('canvas')
  canvas.tabIndex = 0
  document.body.append(canvas)
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const Wander = behaviours.register('npc/wander', wander)
  for (let i = 0; i < HERD; i++) addComponent(world, addEntity(world), Wander)
  const editor = editorSource()
  const hot = createHotReload(behaviours, {
    source: editor,
    compiler: workerCompiler(),
    evaluator: pageEvaluator(),
    scripts: {
      'npc/wander': { module: { default: wander }, file: 'npc/wander.ts', text: wanderText },
    },
    intake: { wait: 0, debounce: 0 },
    alerts: unhurried,
  })
  const { version: first } = behaviours.inspect('npc/wander')
  const hud = mountHud(hot, options)
  onTestFinished(async () => {
    hud.close()
    await hot.close()
    canvas.remove()
  })
  const play = (frames = FRAMES_TO_PROVE) => {
    for (let frame = 0; frame < frames; frame++) behaviours.step(1 / 60)
  }
  const edit = async (text: string) => {
    editor.edit({ id: 'npc/wander', file: 'npc/wander.ts', text })
    await hot.settled()
  }
  return {
    hud,
    hot,
    behaviours,
    canvas,
    root: rootOf(hud),
    version: (place) => first + place - 1,
    edit,
    async turn(speed) {
      await edit(wanderText.replace('TURN = 1', `TURN = ${speed}`))
      play()
    },
    play,
  }
}

function rootOf({ element }: Hud): ShadowRoot {
  if (!element.shadowRoot) throw new Error('The HUD has no shadow tree.')
  return element.shadowRoot
}
