// A breeze over the whole picture.
// A system without entities: it runs once a frame.

import { defineSystem } from 'tickswap'
import { Wind } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const STRENGTH = 28 // pixels per second: try 400
const LULL = 17 // seconds from one gust to the next: try 2

export default defineSystem({
  update({ elapsed }) {
    Wind.x = STRENGTH * wave(elapsed / LULL)
    Wind.y = 0.4 * STRENGTH * wave(elapsed / (LULL * 1.7) + 0.3)
  },
})
