// The command line of the terminal demo.

import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MOST_FIREFLIES } from './sim/components.ts'

export interface Command {
  readonly fireflies: number
  /** The folder of the scripts. */
  readonly scripts: string
  /** Where figures are served, on this computer only. */
  readonly port: number | undefined
  /** Lines instead of a picture. */
  readonly plain: boolean
}

const DEFAULT_FIREFLIES = 4_000

/** @throws Error for what it cannot be, with what it may be. */
export function readCommandLine(words: readonly string[], isTerminal: boolean): Command {
  const { values } = parseArgs({
    args: [...words],
    options: {
      fireflies: { type: 'string', default: String(DEFAULT_FIREFLIES) },
      scripts: { type: 'string', default: fileURLToPath(new URL('scripts', import.meta.url)) },
      port: { type: 'string' },
      plain: { type: 'boolean', default: false },
    },
  })
  return {
    fireflies: wholeNumber('fireflies', values.fireflies, MOST_FIREFLIES),
    scripts: values.scripts,
    port: values.port === undefined ? undefined : wholeNumber('port', values.port, 65_535),
    plain: values.plain || !isTerminal,
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= most) return number
  throw new Error(
    `--${name} must be a whole number from 0 to ${most}, not ${JSON.stringify(text)}.`,
  )
}
