// The built package, installed in a folder of its own with the packages that a test wants beside
// it.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../house/root.ts'
import { PATIENCE } from '../../patience.ts'
import { packedLibrary } from '../../vite/installed-package.ts'

const run = promisify(execFile)

/**
 * Makes the folder, and answers its path. Dependencies of the package are always there, optional
 * peers only if wanted.
 */
export function installBuilt(peers: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickswap-built-'))
  const installed = join(folder, 'node_modules/tickswap')
  cpSync(packedLibrary(), installed, { recursive: true })
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), 'bitecs', ...peers]) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link, 'junction')
  }
  return folder
}

/**
 * Runs a module in the folder with plain Node, and answers what it printed, as JSON. Rejects if the
 * process has not ended by itself in time.
 */
export async function runIn(
  folder: string,
  code: string,
  env: NodeJS.ProcessEnv = {},
): Promise<unknown> {
  const file = join(folder, 'main.mjs')
  writeFileSync(file, code)
  const { stdout } = await run(process.execPath, [file], {
    cwd: folder,
    timeout: PATIENCE,
    env: { ...process.env, ...env },
  })
  return JSON.parse(stdout)
}
