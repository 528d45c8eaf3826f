// particleColumns: how columns indexed by entity are written to particles, one loop per property.

import type { IParticle, Texture } from 'pixi.js'

/** What a bitECS query returns. */
type Entities = ArrayLike<number>

/** Returns a column. Called every frame, since arrays are replaced as the world grows. */
export type NumberColumn = () => ArrayLike<number>

/** A column, or one number for all entities. */
export type Column = number | NumberColumn

/** Two columns, such as a component `{ x: Float32Array, y: Float32Array }`. */
export interface XYColumns {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** How the entities look, by column. */
export interface ParticleColumns {
  /** In the container's pixels. An object, such as a component, whose arrays may be replaced. */
  readonly position: XYColumns
  /** Which of several textures, by index. Default 0. */
  readonly frame?: NumberColumn
  /** In radians, clockwise, around the texture's middle. Default 0. */
  readonly rotation?: Column
  /** One factor for both axes, or an object of two columns. Default 1. */
  readonly scale?: Column | XYColumns
  /** `0xRRGGBB`. Default white. */
  readonly tint?: Column
  /** 0 to 1. Default 1. */
  readonly alpha?: Column
}

/** Updates one property of all particles: the particle at `i` shows the entity at `i`. */
type ColumnWriter = (particles: readonly IParticle[], entities: Entities) => void

/** One writer for each property that is a column. */
export function columnWriters(
  columns: ParticleColumns,
  textures: readonly Texture[],
): readonly ColumnWriter[] {
  const { position, frame, rotation, scale } = columns
  const writers: ColumnWriter[] = [
    (particles, entities) => writePositions(particles, entities, position),
  ]
  if (typeof rotation === 'function') {
    writers.push((particles, entities) => writeRotations(particles, entities, rotation()))
  }
  if (typeof scale === 'object') {
    writers.push((particles, entities) => writeScales(particles, entities, scale.x, scale.y))
  }
  if (typeof scale === 'function') {
    writers.push((particles, entities) => writeScales(particles, entities, scale(), scale()))
  }
  if (frame && textures.length > 1) {
    writers.push((particles, entities) => writeTextures(particles, entities, frame(), textures))
  }
  const colours = colourWriter(columns)
  if (colours) writers.push(colours)
  return writers
}

/** A tint `0xRRGGBB` and an alpha from 0 to 1 as Pixi packs them: `0xAABBGGRR`. */
export function particleColour(tint: number, alpha: number): number {
  const opacity = alpha >= 1 ? 255 : alpha > 0 ? (alpha * 255) | 0 : 0
  return ((opacity << 24) | ((tint & 0xff) << 16) | (tint & 0xff00) | ((tint >> 16) & 0xff)) >>> 0
}

function colourWriter({ tint = 0xffffff, alpha = 1 }: ParticleColumns): ColumnWriter | undefined {
  if (typeof tint === 'function' && typeof alpha === 'function') {
    return (particles, entities) => writeColours(particles, entities, tint(), alpha())
  }
  if (typeof tint === 'function') {
    const opacity = typeof alpha === 'number' ? alpha : 1
    return (particles, entities) => writeTints(particles, entities, tint(), opacity)
  }
  if (typeof alpha === 'function') {
    return (particles, entities) => writeAlphas(particles, entities, tint, alpha())
  }
  return undefined
}

function writePositions(
  particles: readonly IParticle[],
  entities: Entities,
  { x, y }: XYColumns,
): void {
  for (let i = 0; i < particles.length; i++) {
    const particle = particles[i]
    const entity = entities[i]
    particle.x = x[entity]
    particle.y = y[entity]
  }
}

function writeRotations(
  particles: readonly IParticle[],
  entities: Entities,
  angle: ArrayLike<number>,
): void {
  for (let i = 0; i < particles.length; i++) particles[i].rotation = angle[entities[i]]
}

function writeScales(
  particles: readonly IParticle[],
  entities: Entities,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): void {
  for (let i = 0; i < particles.length; i++) {
    const particle = particles[i]
    const entity = entities[i]
    particle.scaleX = x[entity]
    particle.scaleY = y[entity]
  }
}

function writeTextures(
  particles: readonly IParticle[],
  entities: Entities,
  frame: ArrayLike<number>,
  textures: readonly Texture[],
): void {
  const [first] = textures
  for (let i = 0; i < particles.length; i++)
    particles[i].texture = textures[frame[entities[i]]] ?? first
}

function writeColours(
  particles: readonly IParticle[],
  entities: Entities,
  tint: ArrayLike<number>,
  alpha: ArrayLike<number>,
): void {
  for (let i = 0; i < particles.length; i++) {
    const entity = entities[i]
    particles[i].color = particleColour(tint[entity], alpha[entity])
  }
}

function writeTints(
  particles: readonly IParticle[],
  entities: Entities,
  tint: ArrayLike<number>,
  alpha: number,
): void {
  for (let i = 0; i < particles.length; i++)
    particles[i].color = particleColour(tint[entities[i]], alpha)
}

function writeAlphas(
  particles: readonly IParticle[],
  entities: Entities,
  tint: number,
  alpha: ArrayLike<number>,
): void {
  for (let i = 0; i < particles.length; i++)
    particles[i].color = particleColour(tint, alpha[entities[i]])
}
