// particleView: draws the entities of a query from plain columns, with Pixi's ParticleContainer.

import { type QueryTerm, query, type World } from 'bitecs'
import {
  type IParticle,
  ParticleContainer,
  type ParticleContainerOptions,
  type Texture,
} from 'pixi.js'
import { columnWriters, type ParticleColumns, particleColour } from './particle-columns.ts'
import { textureList } from './particle-textures.ts'

/** What `particleView` takes: what to draw, and the columns that say how. */
export interface ParticleViewOptions extends ParticleColumns {
  /** Which entities are drawn: the terms of a bitECS query, such as `[Position, Look]`. */
  readonly query: readonly QueryTerm[]
  /** One texture for all, or several of one sprite sheet for `frame` to choose from. */
  readonly texture: Texture | readonly Texture[]
  /** How the container blends with what is below: `'add'` makes light. Default `'inherit'`. */
  readonly blendMode?: NonNullable<ParticleContainerOptions['blendMode']>
}

/** The view of a query's entities. */
export interface ParticleView {
  /** Add it to a stage. The view manages its particles: do not add others. */
  readonly container: ParticleContainer
  /** How many entities the last `sync` drew. */
  readonly count: number
  /** Copies the columns of the query's entities. Call it once per frame, before Pixi draws. */
  readonly sync: () => void
  /** Destroys the container; the textures stay. */
  close(): void
}

/**
 * Draws tens of thousands of entities. Columns are sent to the graphics card every frame, plain
 * numbers only when the count changes. Nothing is allocated per entity and frame; particles are
 * pooled.
 *
 * Not for entities that need masks, filters, children or clicks: use a `Sprite` for those. Not for
 * worlds made with `withVersioning`, whose entity ids are not indexes.
 *
 * @example
 * ```ts
 * const view = particleView(world, {
 *   query: [Position, Look],
 *   texture: Texture.WHITE,
 *   position: Position,
 *   tint: () => Look.tint,
 * })
 * app.stage.addChild(view.container)
 * const clock = tickerClock(app.ticker)
 * createLoop({ clock, update: (delta) => behaviours.step(delta), render: view.sync })
 * ```
 * @throws TickswapError if no texture is given, or they are on different images.
 */
export function particleView(world: World, options: ParticleViewOptions): ParticleView {
  const textures = textureList(options.texture)
  const [first] = textures
  const container = new ParticleContainer({
    texture: first,
    blendMode: options.blendMode ?? 'inherit',
    dynamicProperties: dynamicProperties(options, textures.length > 1),
  })
  const terms = [...options.query]
  const drawn = container.particleChildren
  const pool: IParticle[] = []
  const writers = columnWriters(options, textures)

  function resize(count: number): void {
    if (count === drawn.length) return
    while (pool.length < count) pool.push(createParticle(options, first))
    if (count < drawn.length) drawn.length = count
    for (let i = drawn.length; i < count; i++) drawn.push(pool[i])
    container.update()
  }

  return {
    container,
    get count() {
      return drawn.length
    },
    sync() {
      const entities = query(world, terms)
      resize(entities.length)
      for (const write of writers) write(drawn, entities)
    },
    close() {
      container.destroy()
      drawn.length = 0
      pool.length = 0
    },
  }
}

function dynamicProperties(
  { frame, rotation, scale, tint, alpha }: ParticleColumns,
  several: boolean,
) {
  const framed = frame !== undefined && several
  return {
    position: true,
    rotation: typeof rotation === 'function',
    vertex: framed || typeof scale === 'function' || typeof scale === 'object',
    uvs: framed,
    color: typeof tint === 'function' || typeof alpha === 'function',
  }
}

function createParticle(
  { rotation, scale, tint, alpha }: ParticleColumns,
  texture: Texture,
): IParticle {
  const factor = typeof scale === 'number' ? scale : 1
  return {
    x: 0,
    y: 0,
    anchorX: 0.5,
    anchorY: 0.5,
    scaleX: factor,
    scaleY: factor,
    rotation: typeof rotation === 'number' ? rotation : 0,
    color: particleColour(
      typeof tint === 'number' ? tint : 0xffffff,
      typeof alpha === 'number' ? alpha : 1,
    ),
    texture,
  }
}
