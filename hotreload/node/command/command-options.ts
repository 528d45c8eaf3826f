// Command options: what `npx tickswap` is asked to do, read from its arguments.

import { parseArgs } from 'node:util'
import { TickswapError } from 'tickswap'

/** The arguments cannot be understood. */
export class UsageError extends Error {}

/** What the command is asked to do. */
export interface CommandOptions {
  /** The first word: `keys`, `sign` or `verify`; undefined without one. */
  readonly command: string | undefined
  /** The second one: a folder, or the file of a key. */
  readonly path: string | undefined
  readonly help: boolean
  readonly force: boolean
  readonly public: boolean
  readonly key: string
  readonly publicKeys: readonly string[]
  readonly formerKeys: readonly string[]
  readonly name: string
  readonly include: readonly string[] | undefined
  readonly exclude: readonly string[]
  readonly maxSize: number | undefined
  readonly release: number | undefined
}

/** The key file without a name of its own. */
export const DEFAULT_KEY_FILE = 'tickswap.key'

/** Throws a `UsageError`. */
export function readOptions(words: readonly string[]): CommandOptions {
  const { values, positionals } = parse(words)
  const [command, path, extra] = positionals
  if (extra !== undefined)
    throw new UsageError(`There is a word too many: ${JSON.stringify(extra)}.`)
  return {
    command,
    path,
    help: values.help,
    force: values.force,
    public: values.public,
    key: values.key,
    publicKeys: values['public-key'],
    formerKeys: values['former-key'],
    name: values.name,
    include: values.include,
    exclude: values.exclude,
    maxSize: wholeNumber('max-size', values['max-size']),
    release: wholeNumber('release', values.release),
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        force: { type: 'boolean', default: false },
        public: { type: 'boolean', default: false },
        key: { type: 'string', default: DEFAULT_KEY_FILE },
        'public-key': { type: 'string', multiple: true, default: [] },
        'former-key': { type: 'string', multiple: true, default: [] },
        name: { type: 'string', default: '' },
        include: { type: 'string', multiple: true },
        exclude: { type: 'string', multiple: true, default: [] },
        'max-size': { type: 'string' },
        release: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(number)) return number
  throw new UsageError(`--${name} must be a whole number from 1 on, not ${JSON.stringify(text)}.`)
}

/** What a message says to people: our own errors as they are, the system's with their text. */
export function isExpected(error: unknown): error is Error {
  return error instanceof TickswapError || (error instanceof Error && 'code' in error)
}
