// A system: it has no entities.

import { defineSystem } from 'tickswap'

export default defineSystem({
  update() {
    globalThis.ticks = (globalThis.ticks ?? 0) + 1
  },
})
