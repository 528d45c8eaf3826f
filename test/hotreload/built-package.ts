// The built package, installed in a folder of its own with the packages that a test wants beside it.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../house/root.ts'

const run = promisify(execFile)

/** Builds what Node needs. What is built already is checked and left as it is. */
export async function buildPackage(): Promise<void> {
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'hotreload/node'], {
    cwd: root,
  })
}

/** Makes the folder, and answers its path. Dependencies of the package are always there, optional peers only if wanted. */
export function installBuilt(peers: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickswap-built-'))
  const installed = join(folder, 'node_modules/tickswap')
  for (const part of ['dist/engine', 'dist/hotreload', 'package.json']) {
    cpSync(join(root, part), join(installed, part), { recursive: true })
  }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), 'bitecs', ...peers]) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link, 'junction')
  }
  return folder
}

/**
 * Runs a module in the folder with plain Node, and answers what it printed, as JSON. Rejects if the process has not
 * ended by itself in time.
 */
export async function runIn(folder: string, code: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const file = join(folder, 'main.mjs')
  writeFileSync(file, code)
  const { stdout } = await run(process.execPath, [file], {
    cwd: folder,
    timeout: 60_000,
    env: { ...process.env, ...env },
  })
  return JSON.parse(stdout)
}
