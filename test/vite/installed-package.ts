// The package as users get it: packed by npm, unpacked, with its dependencies beside it.

import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../house/root.ts'
import { alone } from './alone.ts'

/** Which Vite a project gets: the name under which it is installed in this repository. */
export type ViteName = 'vite' | 'vite6' | 'vite7'

/** What a page loads is copied, since Vite serves nothing from outside of a project. */
const loadedByPages = [
  'bitecs',
  'esbuild-wasm',
  '@jridgewell/resolve-uri',
  '@jridgewell/sourcemap-codec',
]
const usedByNode = ['typescript', '@types']

/** A new folder of the system's own kind, as the disk has it. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'tickswap-')))
}

let packed: string | undefined

/**
 * The folder into which the library was packed and unpacked, once for all processes of a run of the
 * tests. Takes some seconds the first time.
 */
export function packedLibrary(): string {
  packed ??= alone(lockOfDist(), packOnce)
  return packed
}

/** Packing builds `dist`, which is one for all that run in this clone. */
function lockOfDist(): string {
  const folder = join(root, 'node_modules/.cache')
  mkdirSync(folder, { recursive: true })
  return join(folder, 'tickswap-pack.lock')
}

function packOnce(): string {
  const { TICKSWAP_TEST_RUN: run } = process.env
  const folder = run ?? temporaryFolder()
  if (!run) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const packed = join(folder, 'packed')
  if (!existsSync(packed)) packInto(folder, packed)
  return packed
}

/** Makes the folder `packed`, whole or not at all. */
function packInto(folder: string, packed: string): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['pack', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error('npm pack made no tarball.')
  execFileSync('tar', ['-xzf', tarball], { cwd: folder })
  renameSync(join(folder, 'package'), packed)
}

/** Fills the `node_modules` of a project. Nothing comes from the network. */
export function installInto(project: string, vite: ViteName): void {
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, '@jridgewell'), { recursive: true })
  const library = packedLibrary()
  cpSync(library, join(modules, 'tickswap'), { recursive: true })
  for (const name of [...dependenciesOf(library), ...loadedByPages]) {
    cpSync(join(root, 'node_modules', name), join(modules, name), { recursive: true })
  }
  for (const name of usedByNode) link(join(root, 'node_modules', name), join(modules, name))
  link(join(root, 'node_modules', vite), join(modules, 'vite'))
}

function dependenciesOf(library: string): readonly string[] {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(library, 'package.json'), 'utf8'),
  )
  return Object.keys(manifest.dependencies)
}

function link(target: string, path: string): void {
  symlinkSync(target, path, 'junction')
}
