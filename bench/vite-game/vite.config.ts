// The game of the bench edit-to-live, as a user would set it up.

import { tickswap } from 'tickswap/vite'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [tickswap({ scripts: 'src/scripts' })] })
