// createStage: the canvas, its background, and the creatures on it.

import type { World } from 'bitecs'
import { Application, Particle, ParticleContainer, type Ticker } from 'pixi.js'
import { particleView } from 'tickswap/pixi'
import { Look, Pointer, Position, Stage } from '../sim/components.ts'
import { glowTexture, streakTexture } from './streak.ts'

const NIGHT = 0x05060c

/** Lights behind the creatures; places and sizes are parts of the picture. */
const GLOWS = [
  { x: 0.22, y: 0.2, size: 1.5, tint: 0x0e1533 },
  { x: 0.75, y: 0.9, size: 1.3, tint: 0x1f0b22 },
]

/** The picture. */
export interface StageView {
  readonly ticker: Ticker
  /** Takes over what the game has done; Pixi draws it at the end of the frame. */
  readonly sync: () => void
  close(): void
}

/** Fills `parent` with a canvas, and keeps `Stage` and `Pointer` up to date. */
export async function createStage(parent: HTMLElement, world: World): Promise<StageView> {
  const app = new Application()
  await app.init({
    resizeTo: parent,
    background: NIGHT,
    preference: 'webgl',
    autoDensity: true,
    resolution: Math.min(2, devicePixelRatio),
  })
  parent.prepend(app.canvas)

  const background = createBackground()
  app.stage.addChild(background.container)
  const creatures = particleView(world, {
    query: [Position, Look],
    texture: streakTexture(),
    position: Position,
    rotation: () => Look.angle,
    scale: { x: Look.length, y: Look.width },
    tint: () => Look.tint,
    blendMode: 'add',
  })
  app.stage.addChild(creatures.container)

  const resize = () => {
    Stage.width = app.screen.width
    Stage.height = app.screen.height
    background.resize()
  }
  resize()
  app.renderer.on('resize', resize)
  followPointer(app.canvas)

  return {
    ticker: app.ticker,
    sync: creatures.sync,
    close() {
      creatures.close()
      app.destroy({ removeView: true }, { children: true, texture: true })
    },
  }
}

/** Drawn as particles, since their shader is the cheapest one that there is. */
function createBackground() {
  const texture = glowTexture()
  const particles = GLOWS.map(({ tint }) => new Particle({ texture, tint, anchorX: 0.5, anchorY: 0.5 }))
  const container = new ParticleContainer({ texture, particles, blendMode: 'add' })
  const resize = () => {
    for (const [i, { x, y, size }] of GLOWS.entries()) {
      const scale = (size * Math.max(Stage.width, Stage.height)) / texture.width
      Object.assign(particles[i], { x: x * Stage.width, y: y * Stage.height, scaleX: scale, scaleY: scale })
    }
    container.update()
  }
  return { container, resize }
}

function followPointer(canvas: HTMLCanvasElement): void {
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    Object.assign(Pointer, { x: offsetX, y: offsetY, present: true })
  })
  canvas.addEventListener('pointerleave', () => {
    Pointer.present = false
  })
}
