// A user's project in a temporary folder: the little game of `game/`, with the packed library and a
// Vite.

import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installInto, temporaryFolder, type ViteName } from './installed-package.ts'

/** The project, and what an editor does to its files. Paths are relative to it. */
export interface Project {
  readonly root: string
  read(path: string): string
  /** Writes in place, as `echo` and some editors do. */
  write(path: string, text: string): void
  /** Writes a file beside it and renames that, as careful editors do. */
  replace(path: string, text: string): void
  remove(path: string): void
  /** Changes a part of the text, which must be there. */
  edit(path: string, from: string, to: string): void
  /** Deletes it all. */
  delete(): void
}

const smallGame = fileURLToPath(new URL('game', import.meta.url))

/**
 * Makes the project, with the game in a folder. Takes some seconds: the library is built and
 * packed.
 */
export function createProject(vite: ViteName, game = smallGame): Project {
  const folder = temporaryFolder()
  const root = join(folder, 'game')
  cpSync(game, root, { recursive: true })
  installInto(root, vite)
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'game', private: true, type: 'module' }),
  )
  writePackages(join(root, 'node_modules'))
  const at = (path: string) => join(root, path)
  const read = (path: string) => readFileSync(at(path), 'utf8')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  }
  return {
    root,
    read,
    write,
    replace(path, text) {
      const beside = at(`${path}.tmp`)
      writeFileSync(beside, text)
      renameSync(beside, at(path))
    },
    remove: (path) => rmSync(at(path)),
    edit(path, from, to) {
      const text = read(path)
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`)
      write(path, text.replaceAll(from, to))
    },
    delete: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Two packages of state, as npm has them, for the game and its scripts to share. */
function writePackages(modules: string): void {
  const packages = {
    'shared-esm': { type: 'module', code: 'export const shared = { mark: "" }' },
    'shared-cjs': { type: 'commonjs', code: 'exports.shared = { mark: "" }' },
  }
  for (const [name, { type, code }] of Object.entries(packages)) {
    mkdirSync(join(modules, name), { recursive: true })
    const manifest = { name, version: '1.0.0', type, main: 'index.js', types: 'index.d.ts' }
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(modules, name, 'index.js'), `${code}\n`)
    writeFileSync(
      join(modules, name, 'index.d.ts'),
      'export declare const shared: { mark: string }\n',
    )
  }
}
