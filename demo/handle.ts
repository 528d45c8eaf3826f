// The demo's handle: `tickswapDemo` in the browser's console, and for the tests.

import type { HotReload } from 'tickswap/hotreload'
import type { Game } from './sim/game.ts'
import type { Editor } from './view/editor.ts'

/**
 * The parts of the running demo. Try in the console:
 *
 * ```js
 * tickswapDemo.game.behaviours.inspect('wander')
 * tickswapDemo.game.behaviours.budget = { entities: 50 }   // a rollout in slow motion
 * tickswapDemo.game.components.get('wander').state.pace
 * ```
 */
export interface DemoHandle {
  readonly game: Game
  readonly hotReload: HotReload
  readonly editor: Editor
}

declare global {
  var tickswapDemo: DemoHandle | undefined
}
