// Serves and builds the demo: `npm run demo`, `npm run demo:build`.

import { fileURLToPath } from 'node:url'
import { tickswap } from 'tickswap/vite'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [tickswap({ scripts: 'scripts', liveBuild: true })],
  resolve: { conditions: ['tickswap-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  // tickswap's own sources count as packages here, and are bundled anew at each start. The type
  // checker's worker is found while the page runs; Vite would reload it.
  optimizeDeps: { force: true, include: ['typescript'] },
  build: { target: 'es2023' },
})
