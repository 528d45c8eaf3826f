// Serves and builds the demo: `npm run demo`, `npm run demo:build`.

import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defineConfig } from 'vite'

/** What only the compile worker imports: found while the page runs, Vite would reload it. */
const inWorker = [
  '@jridgewell/trace-mapping',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'acorn',
  'comlink',
  'esbuild-wasm/esm/browser.js',
  'magic-string',
  'typescript',
]

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  resolve: { conditions: ['tickswap-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  optimizeDeps: { include: inWorker },
  build: { target: 'es2023' },
})
