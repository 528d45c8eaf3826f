// createBackdrop: the water behind it all: lights without an edge, as bright as the day.

import { Particle, ParticleContainer, type Texture } from 'pixi.js'
import { Sea, Stage } from '../sim/components.ts'

/** Places and sizes are parts of the picture. */
const GLOWS = [
  { x: 0.25, y: 0.1, size: 1.7, tint: 0x0d2340 },
  { x: 0.8, y: 0.95, size: 1.4, tint: 0x0c1633 },
  { x: 0.55, y: 0.5, size: 0.9, tint: 0x06222b },
]

/** Drawn as particles, since their shader is the cheapest one that there is. */
export function createBackdrop(texture: Texture) {
  const particles = GLOWS.map(
    ({ tint }) => new Particle({ texture, tint, anchorX: 0.5, anchorY: 0.5 }),
  )
  const dynamicProperties = { color: true, position: false }
  const container = new ParticleContainer({
    texture,
    particles,
    blendMode: 'add',
    dynamicProperties,
  })
  return {
    container,
    resize() {
      for (const [i, { x, y, size }] of GLOWS.entries()) {
        const scale = (size * Math.max(Stage.width, Stage.height)) / texture.width
        Object.assign(particles[i], {
          x: x * Stage.width,
          y: y * Stage.height,
          scaleX: scale,
          scaleY: scale,
        })
      }
      container.update()
    },
    sync() {
      for (const particle of particles) particle.alpha = 0.35 + 0.65 * Sea.light
    },
  }
}
