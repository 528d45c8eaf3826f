// Folder permission: what the File System Access API has beyond the types that TypeScript knows.

import { TickswapError } from 'tickswap'

/** What a page may do with a folder. */
type Mode = 'read' | 'readwrite'

/** A handle as Chromium has it. */
interface Permissible {
  queryPermission(options: { readonly mode: Mode }): Promise<PermissionState>
  requestPermission(options: { readonly mode: Mode }): Promise<PermissionState>
}

/** `showDirectoryPicker` of Chromium's `window`. */
type Picker = (options: { readonly mode: Mode }) => Promise<FileSystemDirectoryHandle>

/** As an object of which nothing is known: TypeScript's own type of it has no picker. */
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
    if (isNamed(error, 'AbortError')) return undefined
    throw new TickswapError(
      `The folder could not be opened: ${String(error)}. ${pickerAdvice(error)}`,
      {
        cause: error,
      },
    )
  }
}

/** What the user allows now, without asking. Where there are no permissions, everything that can be done is allowed. */
export async function folderPermission(
  folder: FileSystemDirectoryHandle,
  mode: Mode,
): Promise<PermissionState> {
  return isPermissible(folder) ? folder.queryPermission({ mode }) : 'granted'
}

/** Asks the user, if they have not been asked. Call it while a click or a key is being handled. */
export async function requestFolderPermission(
  folder: FileSystemDirectoryHandle,
  mode: Mode,
): Promise<PermissionState> {
  return isPermissible(folder) ? folder.requestPermission({ mode }) : 'granted'
}

/** Whether the browser threw an error of this name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}

function unsupported(): string {
  const why = globalThis.isSecureContext
    ? 'This browser cannot open folders: it has no File System Access API. Chrome, Edge and Opera on a computer have it; Firefox and Safari do not.'
    : 'This page cannot open folders, since it came over plain HTTP. Serve it over HTTPS, or from localhost.'
  return `${why} Edits in the page, and through Vite, work everywhere.`
}

function pickerAdvice(error: unknown): string {
  if (isNamed(error, 'SecurityError')) return 'Call open() while a click or a key is being handled.'
  return 'Try again, or choose another folder.'
}

function isPicker<Key extends string>(value: object, key: Key): value is Record<Key, Picker> {
  return key in value
}

function isPermissible(
  folder: FileSystemDirectoryHandle,
): folder is FileSystemDirectoryHandle & Permissible {
  return 'queryPermission' in folder && 'requestPermission' in folder
}
