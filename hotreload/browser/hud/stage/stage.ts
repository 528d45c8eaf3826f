// createStage: the element that holds the HUD, above everything, which takes no clicks itself.

import { element } from '../elements/element.ts'
import { styleSheet } from '../style/style-sheet.ts'

/** The corner of its parent that the HUD is in. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** `auto` follows the system. */
export type Theme = 'dark' | 'light' | 'auto'

/** Where the stage is, and its colours. */
interface StageOptions {
  readonly parent?: HTMLElement
  readonly corner?: Corner
  readonly theme?: Theme
}

/** The host, in the page, and the root of its shadow tree. */
interface Stage {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  /** Whether it is in one of the upper corners. */
  readonly isAtTop: boolean
}

/**
 * Without a parent it covers the window, in the browser's top layer, above every `z-index`. It
 * takes no clicks; what is on it does.
 */
export function createStage(
  { parent, corner = 'bottom-right', theme = 'dark' }: StageOptions,
  signal: AbortSignal,
): Stage {
  const attributes = {
    role: 'region',
    'aria-label': 'tickswap',
    'data-tickswap-hud': corner,
    'data-theme': theme,
  }
  const host = element('div', attributes)
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [styleSheet()]
  if (parent) {
    host.setAttribute('data-inside', '')
    parent.append(host)
  } else keepOnTop(host, signal)
  signal.addEventListener('abort', () => host.remove())
  return { host, root, isAtTop: corner.startsWith('top') }
}

/**
 * The top layer is ordered by time: what enters full screen later would cover the HUD, and
 * everything outside of it takes no clicks. So the host moves into what is in full screen. A canvas
 * cannot hold it: there the HUD is visible, but takes no clicks.
 */
function keepOnTop(host: HTMLElement, signal: AbortSignal): void {
  const stack = () => {
    const { fullscreenElement: front } = document
    const home =
      front && !/^(canvas|video|iframe|img)$/.test(front.localName) ? front : document.body
    if (host.parentElement !== home) home.append(host)
    if (host.popover === null) return
    if (host.matches(':popover-open')) host.hidePopover()
    host.showPopover()
  }
  if ('popover' in host) host.popover = 'manual'
  stack()
  document.addEventListener('fullscreenchange', stack, { signal })
}
