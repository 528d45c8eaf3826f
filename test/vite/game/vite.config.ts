// As a user would write it.

import { fileURLToPath } from 'node:url'
import { tickswap } from 'tickswap/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [tickswap({ scripts: 'src/scripts' })],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
})
