// createWakes: the light that hunters leave behind them, and the light around them.

import { Particle, ParticleContainer, type Texture } from 'pixi.js'
import { Look, Position } from '../sim/components.ts'
import type { Population } from '../sim/population.ts'

/** How many places of each hunter are kept, and every how many frames one is. */
const PLACES = 26
const EVERY = 2

/** Sizes in pixels, and how bright. */
const HALO = { size: 95, alpha: 0.3 }
const WAKE = { size: 15, alpha: 0.34 }

/** Makes the wakes of these hunters. */
export function createWakes(texture: Texture, hunters: Population) {
  const wakes = hunters.entities.map((entity) => ({ entity, ...createWake(texture) }))
  const particles = wakes.flatMap(({ halo, places }) => [halo, ...places])
  const dynamicProperties = { position: true, vertex: true, color: true }
  const container = new ParticleContainer({ texture, particles, blendMode: 'add', dynamicProperties })
  container.update()
  let frame = 0
  return {
    container,
    sync() {
      frame += 1
      for (const { entity, halo, places } of wakes) {
        Object.assign(halo, { x: Position.x[entity], y: Position.y[entity], tint: Look.tint[entity] })
        if (frame % EVERY === 0) advance(places, halo)
      }
    },
  }
}

function createWake(texture: Texture) {
  const blank = { texture, anchorX: 0.5, anchorY: 0.5, x: -1000, y: -1000 }
  const halo = new Particle({ ...blank, scaleX: HALO.size / texture.width, scaleY: HALO.size / texture.width })
  halo.alpha = HALO.alpha
  const places = Array.from({ length: PLACES }, () => new Particle(blank))
  return { halo, places }
}

/** The oldest place becomes the newest one; all others fade. */
function advance(places: Particle[], head: Particle): void {
  const newest = places.pop()
  if (!newest) return
  Object.assign(newest, { x: head.x, y: head.y, tint: head.tint })
  places.unshift(newest)
  for (const [age, place] of places.entries()) {
    const rest = 1 - age / PLACES
    const scale = (WAKE.size * (0.35 + 0.65 * rest)) / place.texture.width
    Object.assign(place, { scaleX: scale, scaleY: scale, alpha: WAKE.alpha * rest ** 1.5 })
  }
}
