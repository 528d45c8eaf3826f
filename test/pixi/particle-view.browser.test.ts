// particleView in a real browser: what the columns say is what the pixels show.

import { addComponent, addEntity, createWorld, removeComponent, removeEntity } from 'bitecs'
import { Rectangle, RenderTexture, Texture, WebGLRenderer } from 'pixi.js'
import { type ParticleViewOptions, particleView } from 'tickswap/pixi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const SIZE = 64
const WHITE = [255, 255, 255]
const BLACK = [0, 0, 0]
const renderer = new WebGLRenderer()
const target = RenderTexture.create({ width: SIZE, height: SIZE })

beforeAll(() => renderer.init({ width: SIZE, height: SIZE }))
afterAll(() => renderer.destroy())

describe('a particle view', () => {
  test('draws an entity where its columns say', () => {
    const { view, add } = scene()
    add(20, 30)
    const colour = draw(view)
    expect(colour(20, 30)).toEqual(WHITE)
    expect(colour(30, 20)).toEqual(BLACK)
  })

  test('follows entities that are added, removed and recycled in any order', () => {
    const { world, Position, view, add } = scene()
    const first = add(10, 10)
    const second = add(30, 30)
    removeEntity(world, first)
    add(50, 50)
    removeComponent(world, second, Position)
    const colour = draw(view)
    expect(view.count).toBe(1)
    expect(colour(10, 10)).toEqual(BLACK)
    expect(colour(30, 30)).toEqual(BLACK)
    expect(colour(50, 50)).toEqual(WHITE)
  })

  test('picks up columns that were replaced by larger ones', () => {
    const { Position, view, add } = scene()
    add(10, 10)
    draw(view)
    Position.x = new Float32Array(128).fill(40)
    expect(draw(view)(40, 10)).toEqual(WHITE)
  })

  test('takes tint and alpha from columns', () => {
    const tint = new Uint32Array([0, 0xff8000, 0x0000ff])
    const alpha = new Float32Array([0, 1, 0.5])
    const { view, add } = scene({ tint: () => tint, alpha: () => alpha })
    add(10, 10)
    add(40, 40)
    const colour = draw(view)
    expect(colour(10, 10)).toEqual([255, 128, 0])
    expect(colour(40, 40)).toEqual([0, 0, 127])
  })

  test('scales and turns by column', () => {
    const scale = { x: new Float32Array([0, 40]), y: new Float32Array([0, 4]) }
    const angle = new Float32Array([0, Math.PI / 2])
    const { view, add } = scene({ scale, rotation: () => angle })
    add(32, 32)
    const colour = draw(view)
    expect(colour(32, 48)).toEqual(WHITE)
    expect(colour(48, 32)).toEqual(BLACK)
  })

  test('chooses among several textures by column, and takes the first for an unknown index', () => {
    const [red, green] = sheet('red', 'lime')
    const frame = new Uint8Array([0, 1, 0, 9])
    const { view, add } = scene({ texture: [red, green], frame: () => frame, scale: 1 })
    for (const place of [10, 30, 50]) add(place, place)
    const colour = draw(view)
    expect(colour(10, 10)).toEqual([0, 255, 0])
    expect(colour(30, 30)).toEqual([255, 0, 0])
    expect(colour(50, 50)).toEqual([255, 0, 0])
  })

  test('keeps its particles for entities to come', () => {
    const { world, view, add } = scene()
    const entities = [add(1, 1), add(2, 2), add(3, 3)]
    view.sync()
    const particles = [...view.container.particleChildren]
    for (const entity of entities) removeEntity(world, entity)
    view.sync()
    expect(view.count).toBe(0)
    for (const place of [4, 5, 6]) add(place, place)
    view.sync()
    view.container.particleChildren.forEach((particle, i) => {
      expect(particle).toBe(particles[i])
    })
  })

  test('draws tens of thousands of entities', () => {
    const { Position, view, add } = scene()
    const count = 50_000
    Position.x = new Float32Array(count + 1)
    Position.y = new Float32Array(count + 1)
    for (let i = 0; i < count; i++) add(i % SIZE, Math.floor(i / SIZE) % SIZE)
    const colour = draw(view)
    expect(view.count).toBe(count)
    expect(colour(1, 1)).toEqual(WHITE)
    expect(colour(SIZE - 2, SIZE - 2)).toEqual(WHITE)
  })

  test('rejects textures that one container cannot draw, and an empty list', () => {
    expect(() => scene({ texture: [Texture.WHITE, sheet('red')[0]] })).toThrow(
      'texture 1 and texture 0 are on different images',
    )
    expect(() => scene({ texture: [] })).toThrow('at least one texture')
  })
})

/**
 * A world with one view over everything that has a position, drawn as white squares of four pixels.
 */
function scene(options: Partial<ParticleViewOptions> = {}) {
  const world = createWorld()
  const Position = { x: new Float32Array(16), y: new Float32Array(16) }
  const white = { texture: Texture.WHITE, scale: 4 / Texture.WHITE.width }
  const view = particleView(world, { query: [Position], position: Position, ...white, ...options })
  const add = (x: number, y: number) => {
    const entity = addEntity(world)
    addComponent(world, entity, Position)
    Position.x[entity] = x
    Position.y[entity] = y
    return entity
  }
  return { world, Position, view, add }
}

/** Draws the view, and returns the colour at a pixel. */
function draw(view: ReturnType<typeof particleView>) {
  view.sync()
  renderer.render({ container: view.container, target, clear: true, clearColor: '#000000' })
  const { pixels } = renderer.extract.pixels({ target })
  return (x: number, y: number) => [...pixels.subarray(4 * (y * SIZE + x), 4 * (y * SIZE + x) + 3)]
}

/** Textures of 8 × 8 pixels, side by side on one image. */
function sheet(...colours: string[]): Texture[] {
  const canvas = document.createElement('canvas')
  canvas.width = 8 * colours.length
  canvas.height = 8
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no 2D canvas.')
  const { source } = Texture.from(canvas)
  return colours.map((colour, i) => {
    context.fillStyle = colour
    context.fillRect(8 * i, 0, 8, 8)
    return new Texture({ source, frame: new Rectangle(8 * i, 0, 8, 8) })
  })
}
