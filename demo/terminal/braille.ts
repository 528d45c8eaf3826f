// Braille: a picture of dots as text, eight dots in each character.

/** A picture whose dots can be set. */
export class BraillePicture {
  readonly columns: number
  readonly rows: number
  readonly #cells: Uint8Array

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.#cells = new Uint8Array(columns * rows)
  }

  clear(): void {
    this.#cells.fill(0)
  }

  /** Sets the dot at a place from 0 to 1 on each axis. What lies outside is not drawn. */
  set(x: number, y: number): void {
    const dotX = Math.floor(x * this.columns * DOTS_ACROSS)
    const dotY = Math.floor(y * this.rows * DOTS_DOWN)
    const column = Math.floor(dotX / DOTS_ACROSS)
    const row = Math.floor(dotY / DOTS_DOWN)
    if (!(column >= 0 && column < this.columns && row >= 0 && row < this.rows)) return
    const cell = row * this.columns + column
    const bit = bits[(dotY % DOTS_DOWN) * DOTS_ACROSS + (dotX % DOTS_ACROSS)] ?? 0
    this.#cells[cell] = (this.#cells[cell] ?? 0) | bit
  }

  lines(): readonly string[] {
    return Array.from({ length: this.rows }, (_, row) => {
      return textOf(this.#cells.subarray(row * this.columns, (row + 1) * this.columns))
    })
  }
}

const DOTS_ACROSS = 2
const DOTS_DOWN = 4
/** The empty pattern; the bits of a pattern are added to it. */
const BLANK = 0x2800
/**
 * By place in the character, line by line: Unicode numbers the dots column by column, and the last
 * line came later.
 */
const bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

function textOf(cells: Uint8Array): string {
  return String.fromCharCode(...Array.from(cells, (cell) => BLANK + cell))
}
