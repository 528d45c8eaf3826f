// grid: the picture in cells, whose edges meet: what leaves on the right is near what enters on the
// left.

import { Stage } from './components.ts'

/**
 * How far beyond the edge a creature swims before it comes back on the other side: about a streak's
 * length.
 */
export const MARGIN = 40

/** About the size of a cell, in pixels. */
const CELL = 26

/** Beyond this many columns or rows, cells grow instead. */
const MOST = 160

/** The cells that cover the picture now. */
export const grid = { columns: 1, rows: 1, cellWidth: 1, cellHeight: 1 }

/** How many cells arrays must hold. */
export const MOST_CELLS = MOST * MOST

/** Fits the cells to the size of the picture. */
export function fitGrid(): void {
  const width = Stage.width + 2 * MARGIN
  const height = Stage.height + 2 * MARGIN
  grid.columns = Math.min(MOST, Math.max(3, Math.round(width / CELL)))
  grid.rows = Math.min(MOST, Math.max(3, Math.round(height / CELL)))
  grid.cellWidth = width / grid.columns
  grid.cellHeight = height / grid.rows
}

/** An index into a row of `size` cells, from one that may be up to a row outside of it. */
export function wrapped(index: number, size: number): number {
  if (index < 0) return index + size
  return index < size ? index : index - size
}
