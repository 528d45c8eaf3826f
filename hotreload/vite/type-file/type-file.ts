// The type file: a declaration file that tells TypeScript, and so editors, the ids of the project's scripts.

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

/** How the file begins. What does not begin like this is somebody else's, and is left alone. */
const HEADER = '// Written by tickswap’s Vite plugin'

/** Which file is written. */
export interface TypeFilePlace {
  /** Vite's root, absolute. Nothing outside of it is written. */
  readonly root: string
  /** As the option `types` says it: relative to the root. */
  readonly path: string
  readonly folder: ViteScriptFolder
}

/** Keeps one file in step with the scripts. */
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
   * Writes the file if it would be another.
   *
   * @throws TickswapError if something else is in its place, or a link leads there.
   */
  async update(): Promise<void> {
    const { scripts } = await this.#place.folder.list()
    const text = typeText(scripts.map(({ id }) => id))
    this.#refuseLinks()
    const old = this.#read()
    if (old?.replaceAll('\r\n', '\n') === text) return
    if (old !== undefined && !old.startsWith(HEADER)) {
      throw this.#problem(
        `would replace a file that the plugin has not written`,
        'delete that file, or',
      )
    }
    write(this.#path, text)
  }

  #read(): string | undefined {
    return lstatSync(this.#path, { throwIfNoEntry: false }) && readFileSync(this.#path, 'utf8')
  }

  /** Neither the file nor a folder on the way from the root to it may be a link: it could lead anywhere. */
  #refuseLinks(): void {
    const { root } = this.#place
    const folder = dirname(this.#path)
    if (!lstatSync(folder, { throwIfNoEntry: false }))
      throw this.#problem('lies in a folder that does not exist')
    const isStraight = resolve(realpathSync(root), relative(root, folder)) === realpathSync(folder)
    const isLink = lstatSync(this.#path, { throwIfNoEntry: false })?.isSymbolicLink() === true
    if (!isStraight || isLink) throw this.#problem('is reached through a link')
  }

  #problem(what: string, first = ''): TickswapError {
    const remedy = `${first} choose another file: tickswap({ types: "src/tickswap.d.ts" })`.trim()
    return new TickswapError(
      `The option "types" of tickswap() names "${this.#place.path}", which ${what}. ` +
        `Nothing was written. ${remedy[0]?.toUpperCase()}${remedy.slice(1)}.`,
    )
  }
}

/** In one go. Does not follow a link that has come since; where the system cannot promise that, the look must do. */
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
    `${HEADER}, from the names of the scripts. It is overwritten when scripts come or go.`,
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
