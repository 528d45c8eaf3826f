// Random games, played by the engine and by an eager oracle that follows the documented rules one
// entity at a time. FUZZ_SEED plays the games of a failure again, FUZZ_GAMES plays more of them.

import { describe, expect, test } from 'vitest'
import type { Mode } from './fuzz/mode.ts'
import { play } from './fuzz/play.ts'

const { FUZZ_GAMES, FUZZ_SEED } = process.env
const GAMES = Number(FUZZ_GAMES ?? 60)
const FRAMES = 250
const SEED = Number(FUZZ_SEED ?? Math.floor(Math.random() * 1e9))

const quiet: Mode = {
  rollout: { canary: 3, probation: 2 },
  faults: 0,
  meddling: 0,
  publishEvery: 6,
  isDoomed: false,
}

const modes: Readonly<Record<string, Mode>> = {
  'while scripts behave': quiet,
  'while scripts add, remove and publish': { ...quiet, meddling: 0.05 },
  'while scripts throw': { ...quiet, faults: 0.004 },
  'while scripts throw, add, remove and publish': { ...quiet, faults: 0.01, meddling: 0.05 },
  'when every version that is published faults': { ...quiet, meddling: 0.02, isDoomed: true },
  'when something is published every frame': {
    ...quiet,
    faults: 0.002,
    meddling: 0.02,
    publishEvery: 1,
  },
  'when versions need no proof': { ...quiet, faults: 0.01, meddling: 0.05, rollout: 'none' },
}

describe(`in ${GAMES} games of ${FRAMES} frames from seed ${SEED}, the engine does what the oracle does`, () => {
  for (const [name, mode] of Object.entries(modes)) {
    test(name, () => {
      for (let game = 0; game < GAMES; game++)
        expect(() => play(SEED + 2 * game, mode, FRAMES)).not.toThrow()
    })
  }
})
