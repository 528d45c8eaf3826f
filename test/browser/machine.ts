// Machine: what finding and installing a browser needs to know, given so that every platform is
// testable on one.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'

/** One computer, as far as browsers are concerned. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The user's home folder. */
  readonly home: string
  /** Whether the user is root. */
  readonly isRoot: boolean
  exists(path: string): boolean
  /** The names in a folder; none if it cannot be read. */
  list(folder: string): readonly string[]
  /** A file's text; empty if it cannot be read. */
  read(file: string): string
  /**
   * Runs a command to its end, its output shown only if asked for, and says whether it succeeded.
   */
  run(command: readonly string[], output: 'shown' | 'hidden'): boolean
  /** Tells the user. */
  tell(message: string): void
}

/** The computer that this process runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
    read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    run: ([program = '', ...rest], output) => {
      const stdio = output === 'shown' ? 'inherit' : 'ignore'
      return spawnSync(program, rest, { stdio: ['ignore', stdio, stdio] }).status === 0
    },
    tell: console.log,
  }
}
