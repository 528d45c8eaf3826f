// The demo's Vite: runs it as `npm run demo` and `npm run demo:build` do.

import { fileURLToPath } from 'node:url'
import { buildWithVite, startVite, type ViteProcess } from '../vite/vite-process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const execArgv = ['--conditions=tickswap-source', '--import=tsx']
/** Loaded as it is: bundled, it would lose the export condition that leads to the sources. */
const config = ['--config', 'demo/vite.config.ts', '--configLoader', 'native']

/** Serves the demo. */
export function serveDemo(): Promise<ViteProcess> {
  return startVite(root, { execArgv, arguments: config })
}

/** Builds the demo into `folder`. */
export function buildDemo(folder: string): Promise<void> {
  return buildWithVite(root, {
    execArgv,
    arguments: [...config, '--outDir', folder, '--emptyOutDir'],
  })
}
