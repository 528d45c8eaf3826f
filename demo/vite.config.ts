// Serves and builds the demo: `npm run demo`, `npm run demo:build`.

import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  resolve: { conditions: ['tickswap-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: { target: 'es2023' },
})
