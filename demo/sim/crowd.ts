// crowd: how many fish swim near a place, and where to. `crowdAt` costs the same however many there
// are.

import { query, type World } from 'bitecs'
import { Fish, Position, Velocity } from './components.ts'
import { grid, MARGIN, MOST_CELLS, wrapped } from './grid.ts'

/** What is near a place. */
export interface Near {
  /** How crowded it is: 1 is the average of the whole picture. */
  density: number
  /** Which way it gets more crowded, and how much within one cell. */
  slopeX: number
  slopeY: number
  /** How those near swim, on average, in pixels per second. */
  velocityX: number
  velocityY: number
}

/** A cell holds a density and the sums of two velocities. */
const PARTS = 3

/** Below this density nobody is near, and there is no velocity to go by. */
const NOBODY = 0.01

const counted = new Float32Array(MOST_CELLS * PARTS)
const across = new Float32Array(MOST_CELLS * PARTS)
const smooth = new Float32Array(MOST_CELLS * PARTS)
const near: Near = { density: 0, slopeX: 0, slopeY: 0, velocityX: 0, velocityY: 0 }

/** The crowd around a place. The object is reused: read it before you ask again. */
export function crowdAt(x: number, y: number): Near {
  const { columns, rows, cellWidth, cellHeight } = grid
  const column = (x + MARGIN) / cellWidth - 0.5
  const row = (y + MARGIN) / cellHeight - 0.5
  const left = Math.floor(column)
  const top = Math.floor(row)
  const right = column - left
  const down = row - top

  const upper = wrapped(top, rows) * columns
  const lower = wrapped(top + 1, rows) * columns
  const first = wrapped(left, columns)
  const second = wrapped(left + 1, columns)
  const a = (upper + first) * PARTS
  const b = (upper + second) * PARTS
  const c = (lower + first) * PARTS
  const d = (lower + second) * PARTS

  const weightA = (1 - right) * (1 - down)
  const weightB = right * (1 - down)
  const weightC = (1 - right) * down
  const weightD = right * down
  const density =
    smooth[a] * weightA + smooth[b] * weightB + smooth[c] * weightC + smooth[d] * weightD
  const each = density > NOBODY ? 1 / density : 0
  near.density = density
  near.slopeX = (smooth[b] - smooth[a]) * (1 - down) + (smooth[d] - smooth[c]) * down
  near.slopeY = (smooth[c] - smooth[a]) * (1 - right) + (smooth[d] - smooth[b]) * right
  near.velocityX =
    (smooth[a + 1] * weightA +
      smooth[b + 1] * weightB +
      smooth[c + 1] * weightC +
      smooth[d + 1] * weightD) *
    each
  near.velocityY =
    (smooth[a + 2] * weightA +
      smooth[b + 2] * weightB +
      smooth[c + 2] * weightC +
      smooth[d + 2] * weightD) *
    each
  return near
}

/** Counts the fish anew, once a frame. */
export function countCrowd(world: World): void {
  const { columns, rows, cellWidth, cellHeight } = grid
  const fish = query(world, [Fish, Position, Velocity])
  const share = (columns * rows) / Math.max(1, fish.length)
  counted.fill(0, 0, columns * rows * PARTS)
  for (const entity of fish) {
    const column = clamped(Math.floor((Position.x[entity] + MARGIN) / cellWidth), columns)
    const row = clamped(Math.floor((Position.y[entity] + MARGIN) / cellHeight), rows)
    const cell = (row * columns + column) * PARTS
    counted[cell] += share
    counted[cell + 1] += Velocity.x[entity] * share
    counted[cell + 2] += Velocity.y[entity] * share
  }
  spreadAlongRows()
  spreadAlongColumns()
}

function spreadAlongRows(): void {
  const { columns, rows } = grid
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = (row * columns + column) * PARTS
      const before = (row * columns + wrapped(column - 1, columns)) * PARTS
      const after = (row * columns + wrapped(column + 1, columns)) * PARTS
      for (let part = 0; part < PARTS; part++) {
        across[cell + part] = weighted(
          counted[before + part],
          counted[cell + part],
          counted[after + part],
        )
      }
    }
  }
}

function spreadAlongColumns(): void {
  const { columns, rows } = grid
  for (let row = 0; row < rows; row++) {
    const above = wrapped(row - 1, rows) * columns
    const below = wrapped(row + 1, rows) * columns
    for (let column = 0; column < columns; column++) {
      const cell = (row * columns + column) * PARTS
      const before = (above + column) * PARTS
      const after = (below + column) * PARTS
      for (let part = 0; part < PARTS; part++) {
        smooth[cell + part] = weighted(
          across[before + part],
          across[cell + part],
          across[after + part],
        )
      }
    }
  }
}

function weighted(before: number, at: number, after: number): number {
  return 0.25 * before + 0.5 * at + 0.25 * after
}

function clamped(index: number, size: number): number {
  if (index < 0) return 0
  return index < size ? index : size - 1
}
