// Fuzz hosts: host modules with which the demo's scripts run outside of the demo.

import { defineHosts } from 'tickswap/hotreload'

const CAPACITY = 1_000
const column = () => new Float32Array(CAPACITY)

export const fuzzHosts = defineHosts({
  './sim/components': {
    Position: { x: column(), y: column() },
    Velocity: { x: column(), y: column() },
    Look: { angle: column(), length: column(), width: column(), tint: column() },
    Mood: { fear: column() },
    Fish: {},
    Hunter: {},
    Sea: { currentX: 0, currentY: 0, light: 1 },
    Pointer: { x: 0, y: 0, present: false },
    Stage: { width: 1_000, height: 700 },
    Taps: [],
  },
  './sim/danger': { dangerAt: () => ({ level: 1, awayX: 1, awayY: 0 }) },
  './sim/crowd': {
    crowdAt: () => ({ density: 2, slopeX: 1, slopeY: 1, velocityX: 1, velocityY: 0 }),
  },
})
