// shieldInput: keeps the HUD's input from the game, and lets the game see its own presses end.

/** Events that games listen to on the window. Moves are not shielded. */
const PRESSES = ['keydown', 'keypress', 'pointerdown', 'mousedown', 'touchstart'] as const
const RELEASES = ['pointerup', 'mouseup', 'touchend', 'pointercancel', 'touchcancel'] as const
const OTHERS = [
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
  'wheel',
  'beforeinput',
  'input',
] as const

/**
 * Keeps the events of the HUD from the page's listeners, but not from those in the window's capture
 * phase. A release goes to where the press was: if the focus moves while a key is held, the game
 * still gets its `keyup`, so that no character keeps running.
 */
export function shieldInput(host: HTMLElement, signal: AbortSignal): void {
  const heldKeys = new Set<string>()
  let isPressed = false
  const stop = (event: Event) => event.stopPropagation()
  const isInside = (event: Event) => event.composedPath().includes(host)

  for (const name of [...PRESSES, ...OTHERS]) host.addEventListener(name, stop, { signal })
  for (const name of RELEASES) {
    host.addEventListener(name, (event) => isPressed && event.stopPropagation(), { signal })
  }

  const capture = { signal, capture: true }
  addEventListener('pointerdown', (event) => (isPressed = isInside(event)), capture)
  addEventListener('keydown', (event) => isInside(event) && heldKeys.add(event.code), capture)
  addEventListener(
    'keyup',
    (event) => heldKeys.delete(event.code) && event.stopPropagation(),
    capture,
  )
}
