// The project's config: what Vite must be told so that tickswap's modules, worker and wasm work as they are.

import { createRequire } from 'node:module'
import type { UserConfig } from 'vite'

/** One instance each, whoever imports them: found while a page runs, Vite would reload it. */
const shared = ['tickswap', 'tickswap/hotreload', 'bitecs']
/** Their worker and wasm are found by URLs, which bundling would break. */
const unbundled = ['tickswap/hotreload/browser', 'tickswap/hotreload/worker']
/** What those import. */
const used = [
  '@jridgewell/trace-mapping',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'acorn',
  'comlink',
]
const wasm = 'esbuild-wasm/esm/browser.js'

/** What is added to the config of the project. `scripts` is the folder, relative to the root. */
export function projectConfig(project: UserConfig, scripts: string): UserConfig {
  return {
    optimizeDeps: {
      include: [
        ...shared,
        ...[...used, ...(isInstalled(wasm) ? [wasm] : [])].map((name) => `tickswap > ${name}`),
      ],
      exclude: unbundled,
      entries: entriesFor(project, scripts),
    },
  }
}

/** A build takes the lean engine, which cannot reload. Conditions that are given replace Vite's own ones. */
export function withFullEngine({ resolve }: UserConfig): UserConfig {
  const own = resolve?.conditions ? [] : ['module', 'browser', 'development|production']
  return { resolve: { conditions: ['tickswap-full', ...own] } }
}

/**
 * Where Vite looks for packages before the first page is served. Scripts are imported by a module that it cannot look
 * into, so they are listed beside what it takes without being told.
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
