// createWitness: what the frames since the last edit were like, so that one can say what it did to the game.

import type { HotReload } from 'tickswap/hotreload'

/** The frames since the last generation went live. */
export interface Witness {
  /** How many generations went live since the start. */
  readonly generations: number
  readonly frames: number
  /** The most hot-reload work that one of them did, in milliseconds. */
  readonly worstReload: number
  /** Notes one frame. */
  record(reloadMilliseconds: number): void
}

export function createWitness(hotReload: HotReload): Witness {
  let generations = 0
  let frames = 0
  let worstReload = 0
  hotReload.on('published', () => {
    generations += 1
    frames = 0
    worstReload = 0
  })
  return {
    get generations() {
      return generations
    },
    get frames() {
      return frames
    },
    get worstReload() {
      return worstReload
    },
    record(reloadMilliseconds) {
      frames += 1
      worstReload = Math.max(worstReload, reloadMilliseconds)
    },
  }
}
