// readShortcut: a combination of keys, as it is written and as it is pressed.

import { TickswapError } from 'tickswap'

/** Whether a key event is the combination. */
export type Shortcut = (event: KeyboardEvent) => boolean

const DEFAULT = 'Ctrl+Shift+H'
const MODIFIERS = ['Ctrl', 'Alt', 'Shift', 'Meta']

/**
 * Reads `Ctrl+Shift+H`: modifiers, then a key, as the letter on an American keyboard (`H`), a
 * digit, or the name of its place (`F9`, `Backquote`). Places, not letters: Alt and Shift change
 * what a key types.
 *
 * @throws TickswapError if there is no key, or an unknown modifier.
 */
export function readShortcut(text = DEFAULT): Shortcut {
  const parts = text.split('+').map((part) => part.trim())
  const key = parts.at(-1) ?? ''
  const modifiers = parts.slice(0, -1)
  const unknown = modifiers.find((modifier) => !MODIFIERS.includes(modifier))
  if (unknown !== undefined || key === '' || MODIFIERS.includes(key)) {
    throw new TickswapError(
      `The HUD's shortcut must be modifiers (${MODIFIERS.join(', ')}) and a key, such as ` +
        `"${DEFAULT}", not "${text}".`,
    )
  }
  const code = codeOf(key)
  return (event) =>
    event.code === code &&
    event.ctrlKey === modifiers.includes('Ctrl') &&
    event.altKey === modifiers.includes('Alt') &&
    event.shiftKey === modifiers.includes('Shift') &&
    event.metaKey === modifiers.includes('Meta')
}

function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`
  return /^\d$/.test(key) ? `Digit${key}` : key
}
