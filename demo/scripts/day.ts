// Day and night, and the current that comes with them.
// A system without entities: it runs once a frame.

import { defineSystem } from 'tickswap'
import { Sea } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const DAY = 40 // seconds from noon to noon: try 3
const NIGHT = 0.35 // light at midnight: try 0
const CURRENT = 22 // pixels per second, each second: try 300

export default defineSystem({
  update({ elapsed }) {
    const sun = wave(elapsed / DAY + 0.25)
    Sea.light = NIGHT + (1 - NIGHT) * (0.5 + 0.5 * sun)
    Sea.currentX = CURRENT * wave(elapsed / 23)
    Sea.currentY = 0.4 * CURRENT * wave(elapsed / 31 + 0.3)
  },
})
