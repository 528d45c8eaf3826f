// createRipples: rings on the water, where it was tapped.

import { Particle, ParticleContainer } from 'pixi.js'
import { Taps } from '../sim/components.ts'
import { ringTexture } from './streak.ts'

const RINGS = 6
const FRAMES = 45
const LARGEST = 340

/** Makes a few rings that are used in turn. They lie outside the picture while nobody taps. */
export function createRipples() {
  const texture = ringTexture()
  const rings = Array.from({ length: RINGS }, () => ({
    age: FRAMES,
    particle: new Particle({ texture, anchorX: 0.5, anchorY: 0.5, alpha: 0, tint: 0xbfe9ff }),
  }))
  const particles = rings.map(({ particle }) => particle)
  const dynamicProperties = { position: true, vertex: true, color: true }
  const container = new ParticleContainer({
    texture,
    particles,
    blendMode: 'add',
    dynamicProperties,
  })
  container.update()
  let next = 0

  Taps.addEventListener('tap', ({ x, y }) => {
    const ring = rings[next++ % RINGS]
    if (!ring) return
    ring.age = 0
    Object.assign(ring.particle, { x, y })
  })

  return {
    container,
    sync() {
      for (const ring of rings) {
        if (ring.age > FRAMES) continue
        ring.age += 1
        const done = Math.min(1, ring.age / FRAMES)
        const scale = (LARGEST * Math.sqrt(done)) / texture.width
        Object.assign(ring.particle, { scaleX: scale, scaleY: scale, alpha: 0.5 * (1 - done) })
      }
    },
  }
}
