// mountHud: puts the HUD over a running game: what is reloaded, what it costs, and what went wrong.

import type { Milliseconds } from 'tickswap'
import type { HotReload, Notifier } from 'tickswap/hotreload'
import type { OpenEditor } from '../problems/editor-opener.ts'
import type { Corner, Theme } from '../stage/stage.ts'
import { MountedHud } from './mounted-hud.ts'

/** How to show the HUD. */
export interface HudOptions {
  /**
   * The element to stand in, which must be positioned. Default: the HUD stands in the window, above everything. It
   * follows an element into full screen, unless that is a bare canvas: put the canvas into a `div`, and take that.
   */
  readonly parent?: HTMLElement
  /** Default `bottom-right`. */
  readonly corner?: Corner
  /** Whether the panel is open from the start. Default false. */
  readonly open?: boolean
  /**
   * Opens the panel and moves the focus into it; pressed there, closes it and gives the focus back. Modifiers and a
   * key, named by its place on an American keyboard. Default `Ctrl+Shift+H`; false for none.
   */
  readonly shortcut?: string | false
  /**
   * What a click on a place in a script does: a function, or the start of an address that `file:line:column` is
   * added to and that is fetched, such as `/__open-in-editor?file=src/scripts/` with Vite. Default: places are text.
   */
  readonly openEditor?: OpenEditor
  /** Default `dark`; `auto` follows the system. */
  readonly theme?: Theme
  /** How many frames the graph shows. Default 240. */
  readonly frames?: number
}

/** A HUD over a game. */
export interface Hud {
  /** Its element in the page. Everything else lies in the shadow tree of it. */
  readonly element: HTMLElement
  readonly isOpen: boolean
  /** Where its notices come from; more may be shown by hand. */
  readonly notifier: Notifier
  /** Opens or closes the panel, by default to what it is not. The focus stays in the game. */
  toggle(isOpen?: boolean): void
  /**
   * Tells how long a frame of the game was, for games that know better than the page. From the first call on, nothing
   * is measured: call it every frame.
   */
  recordFrame(milliseconds: Milliseconds): void
  /** Removes the HUD without a trace. The hot reload goes on. */
  close(): void
}

/**
 * Shows what a hot reload does, over any renderer: a pill in a corner, which opens to a panel with the frames, the
 * scripts and their history, and notices. It takes no input but what is aimed at it. Leave it out of a shipped game.
 *
 * Colours and fonts are CSS custom properties of the page, such as `:root { --tickswap-accent: hotpink }`:
 * `--tickswap-background`, `-surface`, `-text`, `-muted`, `-line`, `-accent`, `-rolling`, `-error`, `-bar`, `-font`,
 * `-mono`, `-font-size`, `-radius`, `-margin`.
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
