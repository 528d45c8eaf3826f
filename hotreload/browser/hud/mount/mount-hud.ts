// mountHud: shows the HUD over a running game: what is reloaded, its cost, and what went wrong.

import type { HotReload } from 'tickswap/hotreload'
import type { Hud, HudOptions } from './hud.ts'
import { MountedHud } from './mounted-hud.ts'

/**
 * Shows what a hot reload does, over any renderer: a pill in a corner, which opens to a panel with
 * the frames, the scripts and their history, and notices. It takes no input but what is aimed at
 * it. Leave it out of a shipped game.
 *
 * Colours and fonts are CSS custom properties of the page, such as
 * `:root { --tickswap-accent: hotpink }`: `--tickswap-background`, `-surface`, `-text`, `-muted`,
 * `-line`, `-accent`, `-rolling`, `-error`, `-bar`, `-font`, `-mono`, `-font-size`, `-radius`,
 * `-margin`.
 *
 * @example
 * ```ts
 * const hud = mountHud(hotReload, { openEditor: '/__open-in-editor?file=src/scripts/' })
 * ```
 * @throws TickswapError for a shortcut that cannot be read, or less than one frame to show.
 */
export function mountHud(hot: HotReload, options: HudOptions = {}): Hud {
  return new MountedHud(hot, options)
}
