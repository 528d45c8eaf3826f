// Hud: what a game sees of the HUD.

import type { Milliseconds } from 'tickswap'
import type { Notifier } from 'tickswap/hotreload'
import type { OpenEditor } from '../problems/editor-opener.ts'
import type { Corner, Theme } from '../stage/stage.ts'

/** How to show the HUD. */
export interface HudOptions {
  /**
   * The element to put it into, which must be positioned. Default: the HUD covers the window, above
   * everything. It follows an element into full screen, unless that is a bare canvas: put the
   * canvas into a `div`, and make that full screen.
   */
  readonly parent?: HTMLElement
  /** Default `bottom-right`. */
  readonly corner?: Corner
  /** Whether the panel is open from the start. Default false. */
  readonly open?: boolean
  /**
   * Opens the panel and moves the focus into it; pressed there, closes it and returns the focus.
   * Modifiers and a key, named by its place on an American keyboard. Default `Ctrl+Shift+H`; false
   * for none.
   */
  readonly shortcut?: string | false
  /**
   * What a click on a place in a script does: a function, or the start of an address that
   * `file:line:column` is appended to and that is fetched, such as
   * `/__open-in-editor?file=src/scripts/` with Vite. Default: places are plain text.
   */
  readonly openEditor?: OpenEditor
  /** Default `dark`; `auto` follows the system. */
  readonly theme?: Theme
  /** How many frames the graph shows. Default 240. */
  readonly frames?: number
}

/** A HUD over a game. */
export interface Hud {
  /** Its element in the page, which holds everything else in its shadow tree. */
  readonly element: HTMLElement
  readonly isOpen: boolean
  /** Shows its notices; you may show notices of your own with it. */
  readonly notifier: Notifier
  /** Opens or closes the panel; without an argument, toggles it. The focus stays in the game. */
  toggle(isOpen?: boolean): void
  /**
   * Records how long a frame of the game took, for games that know better than the page. From the
   * first call on the HUD measures nothing itself: call it every frame.
   */
  recordFrame(milliseconds: Milliseconds): void
  /** Removes the HUD and all its listeners and timers. The hot reload goes on. */
  close(): void
}
