// The type file: a declaration file with the scripts' ids, for TypeScript and editors.

import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { TickswapError } from 'tickswap'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'

/**
 * How the file begins. A file that begins otherwise is not the plugin's, and is never overwritten.
 */
const HEADER = '// Written by tickswap’s Vite plugin'

/** Which file is written. */
interface TypeFilePlace {
  /** Vite's root, absolute. Nothing outside of it is written. */
  readonly root: string
  /** The option `types`: relative to the root. */
  readonly path: string
  readonly folder: ViteScriptFolder
}

/** Keeps one file up to date with the scripts. */
export class TypeFile {
  readonly #place: TypeFilePlace
  readonly #path: string

  /** @throws TickswapError if the file may not be there. */
  constructor(place: TypeFilePlace) {
    this.#place = place
    this.#path = withForwardSlashes(resolve(place.root, place.path))
    const root = withForwardSlashes(place.root).replace(/\/$/, '')
    if (!this.#path.startsWith(`${root}/`)) throw this.#problem('lies outside of Vite’s root')
    if (place.folder.holds(this.#path)) throw this.#problem('lies in the folder of the scripts')
    if (!this.#path.endsWith('.d.ts')) throw this.#problem('does not end with .d.ts')
  }

  /**
   * Writes the file if its text changes.
   *
   * @throws TickswapError if another file is in its place, or its path goes through a symlink.
   */
  async update(): Promise<void> {
    const { scripts } = await this.#place.folder.list()
    const text = typeText(scripts.map(({ id }) => id))
    this.#refuseSymlinks()
    const old = this.#read()
    if (old?.replaceAll('\r\n', '\n') === text) return
    if (old !== undefined && !old.startsWith(HEADER)) {
      throw this.#problem('is a file that the plugin did not write', 'Delete that file, or choose')
    }
    write(this.#path, text)
  }

  #read(): string | undefined {
    return lstatSync(this.#path, { throwIfNoEntry: false }) && readFileSync(this.#path, 'utf8')
  }

  /**
   * Neither the file nor a folder between the root and it may be a symlink: it could lead anywhere.
   */
  #refuseSymlinks(): void {
    const { root } = this.#place
    const folder = dirname(this.#path)
    if (!lstatSync(folder, { throwIfNoEntry: false }))
      throw this.#problem('lies in a folder that does not exist')
    const isStraight = resolve(realpathSync(root), relative(root, folder)) === realpathSync(folder)
    const isLink = lstatSync(this.#path, { throwIfNoEntry: false })?.isSymbolicLink() === true
    if (!isStraight || isLink) throw this.#problem('is reached through a symlink')
  }

  #problem(what: string, remedy = 'Choose'): TickswapError {
    return new TickswapError(
      `The option "types" of tickswap() names "${this.#place.path}", which ${what}. Nothing was ` +
        `written. ${remedy} another file: tickswap({ types: "src/tickswap.d.ts" }).`,
    )
  }
}

/** Does not follow a symlink that was created since the check, where the system supports that. */
function write(path: string, text: string): void {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants
  const file = openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
  try {
    writeFileSync(file, text)
  } finally {
    closeSync(file)
  }
}

function typeText(ids: readonly string[]): string {
  return [
    `${HEADER} from the names of the scripts. Adding or removing scripts overwrites it.`,
    '',
    '/// <reference types="tickswap/vite/client" />',
    '',
    `declare module 'virtual:tickswap' {`,
    '  interface ScriptIds {',
    ...ids.map((id) => `    ${JSON.stringify(id)}: true`),
    '  }',
    '}',
    '',
  ].join('\n')
}
