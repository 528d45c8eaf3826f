// The demo's Vite: runs it as `npm run demo` and `npm run demo:build` do.

import { fileURLToPath } from 'node:url'
import { buildWithVite, startVite, type ViteProcess } from '../vite/vite-process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const execArgv = ['--conditions=tickswap-source', '--import=tsx']
/** Loaded as it is: bundled, it would lose the export condition that leads to the sources. */
const config = ['--config', 'demo/vite.config.ts', '--configLoader', 'native']

/** Serves the demo, with another config if there is one. */
export function serveDemo(otherConfig?: string): Promise<ViteProcess> {
  const own = otherConfig === undefined ? config : ['--config', otherConfig, ...config.slice(2)]
  return startVite(root, { execArgv, arguments: own })
}

/** Builds the demo into `folder`. */
export function buildDemo(folder: string): Promise<void> {
  return buildWithVite(root, {
    execArgv,
    arguments: [...config, '--outDir', folder, '--emptyOutDir'],
  })
}
