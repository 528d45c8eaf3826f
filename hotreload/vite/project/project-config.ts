// projectConfig: the Vite settings that tickswap's modules, worker and wasm need.

import { createRequire } from 'node:module'
import type { UserConfig } from 'vite'
import { scanScripts } from './scan-scripts.ts'
import type { ViteScriptFolder } from './vite-script-folder.ts'

/**
 * Every importer must get the same instance. If Vite found them while a page runs, it would reload
 * it.
 */
const shared = ['tickswap', 'tickswap/hotreload', 'tickswap/hotreload/adapters', 'bitecs']
/** They find their worker and wasm by URL, which bundling would break. */
const unbundled = ['tickswap/hotreload/browser', 'tickswap/hotreload/worker']
/** What the unbundled ones import. */
const dependencies = [
  '@jridgewell/trace-mapping',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'acorn',
  'comlink',
]
const wasm = 'esbuild-wasm/esm/browser.js'

/**
 * What the plugin adds to the project's config. `scripts` is the folder, relative to the root;
 * `folder` is asked when Vite searches it.
 */
export function projectConfig(
  project: UserConfig,
  scripts: string,
  folder: () => ViteScriptFolder,
): UserConfig {
  return {
    optimizeDeps: {
      include: [
        ...shared,
        ...[...dependencies, ...(isInstalled(wasm) ? [wasm] : [])].map(
          (name) => `tickswap > ${name}`,
        ),
      ],
      exclude: unbundled,
      entries: entriesFor(project, scripts),
      ...scanScripts(folder),
    },
  }
}

/**
 * A build uses the lean engine, which cannot reload. Configured conditions replace Vite's defaults.
 */
export function withFullEngine({ resolve }: UserConfig): UserConfig {
  const own = resolve?.conditions ? [] : ['module', 'browser', 'development|production']
  return { resolve: { conditions: ['tickswap-full', ...own] } }
}

/**
 * Where Vite searches for packages before it serves the first page. Scripts are imported by a
 * virtual module, which Vite does not search, so they are listed beside its default entries.
 */
function entriesFor({ optimizeDeps, build }: UserConfig, scripts: string): string[] {
  const own = `${scripts.replace(/^\.\//, '').replace(/\/$/, '')}/**/*.{ts,tsx,mts,js,jsx}`
  if (optimizeDeps?.entries) return [own]
  const input = build?.rollupOptions?.input
  if (!input) return ['**/*.html', own]
  return [...(typeof input === 'string' ? [input] : Object.values(input)), own]
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
