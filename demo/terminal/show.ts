// Show: what both ways of showing the game are handed.

import type { HotReload } from 'tickswap/hotreload'
import type { WatchSource } from 'tickswap/hotreload/node'
import type { Game } from './sim/game.ts'

export interface Shown {
  readonly game: Game
  readonly hotReload: HotReload
  readonly source: WatchSource
  /** The scripts' folder, as one would type it. */
  readonly folder: string
  readonly metricsUrl: string | undefined
}

/** Shows the game until the returned function is called. */
export type Show = (shown: Shown) => () => void
