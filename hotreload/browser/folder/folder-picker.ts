// pickFolder: lets the user choose a folder of their disk.

import { TickswapError } from 'tickswap'
import { isDomException } from '../page/is-dom-exception.ts'

/** `showDirectoryPicker` of Chromium's `window`. */
type Picker = (options: { readonly mode: 'read' }) => Promise<FileSystemDirectoryHandle>

/** Typed as a plain object, since TypeScript's type of it lacks the picker. */
const page: object = globalThis

/** Whether this browser can open folders of the user's disk. */
export function canPickFolder(): boolean {
  return isPicker(page, 'showDirectoryPicker')
}

/**
 * Lets the user choose a folder, to be read. Undefined if they chose none.
 *
 * @throws TickswapError where the browser cannot, or the page may not.
 */
export async function pickFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  if (!isPicker(page, 'showDirectoryPicker')) throw new TickswapError(unsupported())
  try {
    return await page.showDirectoryPicker({ mode: 'read' })
  } catch (error) {
    if (isDomException(error, 'AbortError')) return undefined
    throw new TickswapError(
      `The folder could not be opened: ${String(error)}. ${pickerAdvice(error)}`,
      { cause: error },
    )
  }
}

function unsupported(): string {
  const why = globalThis.isSecureContext
    ? 'This browser cannot open folders: it has no File System Access API. Chrome, Edge and Opera on a computer have it; Firefox and Safari do not.'
    : 'This page cannot open folders, because it was loaded over plain HTTP. Serve it over HTTPS, or from localhost.'
  return `${why} Edits in the page, and through Vite, work everywhere.`
}

function pickerAdvice(error: unknown): string {
  if (isDomException(error, 'SecurityError'))
    return 'Call open() while a click or a key is being handled.'
  return 'Try again, or choose another folder.'
}

function isPicker<Key extends string>(value: object, key: Key): value is Record<Key, Picker> {
  return key in value
}
