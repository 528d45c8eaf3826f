// createWitness: what frames were like since a moment, so that one can say what an edit did to the
// game.

import type { HotReload } from 'tickswap/hotreload'

/** The frames since a moment. */
export interface Watch {
  readonly frames: number
  /** The most hot-reload work that one of them did, in milliseconds. */
  readonly worstReload: number
}

/** Sees every frame. */
export interface Witness {
  /** How many generations went live since the start. */
  readonly generations: number
  /** Since the last generation went live. */
  readonly sincePublished: Watch
  /** Since now. The last one that was asked for is kept up. */
  watch(): Watch
  /** Notes one frame. */
  record(reloadMilliseconds: number): void
}

export function createWitness(hotReload: HotReload): Witness {
  let generations = 0
  let published = { frames: 0, worstReload: 0 }
  let asked = { frames: 0, worstReload: 0 }
  hotReload.on('published', () => {
    generations += 1
    published = { frames: 0, worstReload: 0 }
  })
  return {
    get generations() {
      return generations
    },
    get sincePublished() {
      return published
    },
    watch() {
      asked = { frames: 0, worstReload: 0 }
      return asked
    },
    record(reloadMilliseconds) {
      for (const watch of [published, asked]) {
        watch.frames += 1
        watch.worstReload = Math.max(watch.worstReload, reloadMilliseconds)
      }
    },
  }
}
