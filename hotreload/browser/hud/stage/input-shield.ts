// shieldInput: what is pressed in the HUD stays in the HUD, and what is pressed in the game ends in the game.

/** What a game may listen to on the window, and acts on. Moves are left to it. */
const BEGINNINGS = ['keydown', 'keypress', 'pointerdown', 'mousedown', 'touchstart'] as const
const ENDS = ['pointerup', 'mouseup', 'touchend', 'pointercancel', 'touchcancel'] as const
const WHOLES = [
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
  'wheel',
  'beforeinput',
  'input',
] as const

/**
 * Keeps the events of the HUD from the listeners of the page around it, those in the window's capture phase apart. The end
 * of a press belongs to whom its beginning belonged: a key held while the focus moves is let go where it was pressed, so
 * that nobody runs on for ever.
 */
export function shieldInput(host: HTMLElement, signal: AbortSignal): void {
  const heldKeys = new Set<string>()
  let isPressed = false
  const stop = (event: Event) => event.stopPropagation()
  const isInside = (event: Event) => event.composedPath().includes(host)

  for (const name of [...BEGINNINGS, ...WHOLES]) host.addEventListener(name, stop, { signal })
  for (const name of ENDS) {
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
