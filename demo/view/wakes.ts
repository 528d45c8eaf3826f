// createWakes: the light that hunters leave behind them, and the light around them.

import { Particle, ParticleContainer, type Texture } from 'pixi.js'
import { Look, Position } from '../sim/components.ts'
import type { Population } from '../sim/population.ts'

/** How many places of each hunter are kept, and how far they are apart, in pixels. */
const PLACES = 30
const APART = 7

/** A hunter that moved further in one frame came back on the other side. */
const LEAP = 200

/** Sizes in pixels, and how bright. */
const HALO = { size: 95, alpha: 0.3 }
const WAKE = { size: 15, alpha: 0.34 }

/** Makes the wakes of these hunters. */
export function createWakes(texture: Texture, hunters: Population) {
  const wakes = hunters.entities.map((entity) => ({ entity, ...createWake(texture) }))
  const particles = wakes.flatMap(({ halo, places }) => [halo, ...places])
  const dynamicProperties = { position: true, vertex: true, color: true }
  const container = new ParticleContainer({
    texture,
    particles,
    blendMode: 'add',
    dynamicProperties,
  })
  container.update()
  return {
    container,
    sync() {
      for (const { entity, halo, places } of wakes) {
        Object.assign(halo, {
          x: Position.x[entity],
          y: Position.y[entity],
          tint: Look.tint[entity],
        })
        catchUp(places, halo)
      }
    },
  }
}

function createWake(texture: Texture) {
  const blank = { texture, anchorX: 0.5, anchorY: 0.5, x: -1000, y: -1000 }
  const halo = new Particle({
    ...blank,
    scaleX: HALO.size / texture.width,
    scaleY: HALO.size / texture.width,
  })
  halo.alpha = HALO.alpha
  const places = Array.from({ length: PLACES }, () => new Particle(blank))
  return { halo, places }
}

/** Leaves places behind, up to where the hunter is. */
function catchUp(places: Particle[], { x, y, tint }: Particle): void {
  const [newest] = places
  if (!newest) return
  const dx = x - newest.x
  const dy = y - newest.y
  const far = Math.hypot(dx, dy)
  if (far > LEAP) advance(places, { x, y, tint })
  for (let done = APART; done <= far && far <= LEAP; done += APART) {
    const part = done / far
    advance(places, { x: x - dx * (1 - part), y: y - dy * (1 - part), tint })
  }
}

/** The oldest place becomes the newest one; all others fade. */
function advance(places: Particle[], place: Pick<Particle, 'x' | 'y' | 'tint'>): void {
  const newest = places.pop()
  if (!newest) return
  places.unshift(Object.assign(newest, place))
  for (const [age, { texture }] of places.entries()) {
    const rest = 1 - age / PLACES
    const scale = (WAKE.size * (0.3 + 0.7 * rest)) / texture.width
    Object.assign(places[age] ?? newest, {
      scaleX: scale,
      scaleY: scale,
      alpha: WAKE.alpha * rest ** 1.5,
    })
  }
}
