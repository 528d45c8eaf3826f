// The demo's handle: `tickswapDemo` in the browser's console, and for the tests.

import type { HotReload } from 'tickswap/hotreload'
import type { FolderSource, Hud } from 'tickswap/hotreload/browser'
import type { DemoScript } from './scripts.ts'
import type * as components from './sim/components.ts'
import type { Game } from './sim/game.ts'
import type { Editor } from './view/editor.ts'

/**
 * The parts of the running demo. Try in the console:
 *
 * ```js
 * tickswapDemo.game.behaviours.inspect('flock')
 * tickswapDemo.game.behaviours.budget = { entities: 50 }   // a rollout in slow motion
 * tickswapDemo.game.behaviours.component('flock').state.pace
 * ```
 */
export interface DemoHandle {
  readonly game: Game
  /** What the scripts import from `../sim/components.ts`. */
  readonly components: typeof components
  /** The scripts as they were first. */
  readonly scripts: readonly DemoScript[]
  readonly hotReload: HotReload
  readonly editor: Editor
  /** The folder that is edited in the user's own editor, if they opened one. */
  readonly folder: FolderSource
  /** The panel with frames, versions and their history. */
  readonly hud: Hud
}

declare global {
  var tickswapDemo: DemoHandle | undefined
}
