// danger: how near hunters are, and which way leads away from them. Scripts ask `dangerAt`.

import { query, type World } from 'bitecs'
import { Hunter, Position } from './components.ts'
import { grid, MARGIN, MOST_CELLS, wrapped } from './grid.ts'

/** The danger at a place. */
export interface Danger {
  /** From 0, out of sight, to 1, beside a hunter. */
  level: number
  /** Which way leads away, as long as the level. */
  awayX: number
  awayY: number
}

/** How far a hunter is seen, in pixels. */
const SIGHT = 130

const PARTS = 2
const away = new Float32Array(MOST_CELLS * PARTS)
const danger: Danger = { level: 0, awayX: 0, awayY: 0 }

/** The danger at a place. The object is reused: read it before you ask again. */
export function dangerAt(x: number, y: number): Danger {
  const { columns, rows, cellWidth, cellHeight } = grid
  const column = Math.min(columns - 1, Math.max(0, Math.floor((x + MARGIN) / cellWidth)))
  const row = Math.min(rows - 1, Math.max(0, Math.floor((y + MARGIN) / cellHeight)))
  const cell = (row * columns + column) * PARTS
  danger.awayX = away[cell]
  danger.awayY = away[cell + 1]
  danger.level = Math.min(1, Math.sqrt(danger.awayX ** 2 + danger.awayY ** 2))
  return danger
}

/** Looks where the hunters are, once a frame. */
export function seeDanger(world: World): void {
  away.fill(0, 0, grid.columns * grid.rows * PARTS)
  for (const hunter of query(world, [Hunter, Position]))
    spread(Position.x[hunter], Position.y[hunter])
}

function spread(x: number, y: number): void {
  const { columns, rows, cellWidth, cellHeight } = grid
  const reachX = Math.min(Math.floor(columns / 2) - 1, Math.ceil(SIGHT / cellWidth))
  const reachY = Math.min(Math.floor(rows / 2) - 1, Math.ceil(SIGHT / cellHeight))
  const column = Math.floor((x + MARGIN) / cellWidth)
  const row = Math.floor((y + MARGIN) / cellHeight)
  for (let down = -reachY; down <= reachY; down++) {
    const start = wrapped(row + down, rows) * columns
    const dy = (row + down + 0.5) * cellHeight - MARGIN - y
    for (let right = -reachX; right <= reachX; right++) {
      const dx = (column + right + 0.5) * cellWidth - MARGIN - x
      const distance = Math.sqrt(dx * dx + dy * dy)
      if (distance >= SIGHT || distance === 0) continue
      const cell = (start + wrapped(column + right, columns)) * PARTS
      const strength = (1 - distance / SIGHT) / distance
      away[cell] += dx * strength
      away[cell + 1] += dy * strength
    }
  }
}
