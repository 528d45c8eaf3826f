// createStage: the canvas with the water, the fish, the hunters and their wakes.

import 'pixi.js/unsafe-eval' // Pixi without eval: for pages whose policy forbids that.
import { Application, type Ticker } from 'pixi.js'
import { particleView } from 'tickswap/pixi'
import { Fish, Hunter, Look, Pointer, Position, Stage, Taps } from '../sim/components.ts'
import type { Game } from '../sim/game.ts'
import { createBackdrop } from './backdrop.ts'
import { createOutdatedTint } from './outdated-tint.ts'
import { createRipples } from './ripples.ts'
import { glowTexture, streakTexture } from './streak.ts'
import { createWakes } from './wakes.ts'

const DEEP = 0x04070d

/** Where there are more fish than one on so many square pixels, each is fainter: light adds up. */
const PIXELS_A_FISH = 42

/** The picture. */
export interface StageView {
  readonly ticker: Ticker
  /** Takes over what the game has done; Pixi draws it at the end of the frame. */
  readonly sync: () => void
}

/** Fills `parent` with a canvas, and keeps `Stage` and `Pointer` up to date. */
export async function createStage(parent: HTMLElement, game: Game): Promise<StageView> {
  const app = new Application()
  await app.init({
    resizeTo: parent,
    background: DEEP,
    preference: 'webgl',
    autoDensity: true,
    resolution: Math.min(2, devicePixelRatio),
  })
  parent.prepend(app.canvas)
  app.canvas.setAttribute('aria-hidden', 'true')

  const glow = glowTexture()
  const streak = streakTexture()
  const tint = createOutdatedTint(game.behaviours)
  const backdrop = createBackdrop(glow)
  const wakes = createWakes(glow, game.hunters)
  const ripples = createRipples()
  const look = {
    position: Position,
    rotation: () => Look.angle,
    scale: { x: Look.length, y: Look.width },
  }
  const shared = { ...look, texture: streak, blendMode: 'add' } as const
  const fish = particleView(game.world, {
    ...shared,
    query: [Fish, Position, Look],
    tint: () => tint.column,
  })
  const hunters = particleView(game.world, {
    ...shared,
    query: [Hunter, Position, Look],
    tint: () => Look.tint,
  })
  app.stage.addChild(
    backdrop.container,
    wakes.container,
    fish.container,
    hunters.container,
    ripples.container,
  )

  const resize = () => {
    Stage.width = app.screen.width
    Stage.height = app.screen.height
    backdrop.resize()
  }
  resize()
  app.renderer.on('resize', resize)
  followPointer(app.canvas)

  return {
    ticker: app.ticker,
    sync() {
      tint.sync()
      fish.container.alpha = Math.min(
        1,
        Math.sqrt((Stage.width * Stage.height) / PIXELS_A_FISH / (game.fish.count + 1)),
      )
      for (const part of [backdrop, wakes, ripples, fish, hunters]) part.sync()
    },
  }
}

function followPointer(canvas: HTMLCanvasElement): void {
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    Object.assign(Pointer, { x: offsetX, y: offsetY, present: true })
  })
  canvas.addEventListener('pointerleave', () => {
    Pointer.present = false
  })
  canvas.addEventListener('pointerdown', ({ offsetX, offsetY }) =>
    Taps.tap({ x: offsetX, y: offsetY }),
  )
}
