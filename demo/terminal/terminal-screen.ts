// The terminal screen: a picture of the fireflies and the figures under it, drawn in place.

import { stripVTControlCharacters } from 'node:util'
import { query, type World } from 'bitecs'
import { textOfWidth, textWidth } from 'tickswap/hotreload'
import { BraillePicture } from './braille.ts'
import { Light, Position } from './sim/components.ts'

export interface TerminalScreen {
  /** Draws the world, and lines of text under it. */
  draw(world: World, lines: readonly string[]): void
  /** Leaves the terminal as it was. */
  close(): void
}

const ESC = '\u001b['
/** The other screen, which leaves what was there before untouched; no cursor. */
const ENTER = `${ESC}?1049h${ESC}?25l${ESC}2J`
const LEAVE = `${ESC}?25h${ESC}?1049l`
const HOME = `${ESC}H`
const CLEAR_LINE = `${ESC}K`
const CLEAR_BELOW = `${ESC}J`

/** What is drawn on, such as `process.stdout`. */
type Output = Pick<NodeJS.WriteStream, 'write'> & {
  readonly columns?: number
  readonly rows?: number
}

export function createTerminalScreen(output: Output): TerminalScreen {
  let picture = new BraillePicture(1, 1)
  output.write(ENTER)
  return {
    draw(world, lines) {
      const { columns = 80, rows = 24 } = output
      const height = Math.max(1, rows - lines.length - 1)
      if (picture.columns !== columns || picture.rows !== height)
        picture = new BraillePicture(columns, height)
      paint(picture, world)
      const text = [...picture.lines(), ...lines.map((line) => cut(line, columns))]
      output.write(
        `${HOME}${text.map((line) => `${line}${CLEAR_LINE}`).join('\r\n')}${CLEAR_BELOW}`,
      )
    },
    close() {
      output.write(LEAVE)
    },
  }
}

function paint(picture: BraillePicture, world: World): void {
  picture.clear()
  for (const entity of query(world, [Position, Light])) {
    if ((Light.level[entity] ?? 0) >= 0.5)
      picture.set(Position.x[entity] ?? 0, Position.y[entity] ?? 0)
  }
}

/** A line that would wrap pushes the picture up. Colours have no width. */
function cut(line: string, columns: number): string {
  const untabbed = line.replaceAll('\t', '  ')
  const plain = stripVTControlCharacters(untabbed)
  return textWidth(plain) <= columns ? untabbed : `${textOfWidth(plain, columns - 1)}…`
}
