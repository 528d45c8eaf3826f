// folderPermission: what the File System Access API lets a page do with a folder.

/** What a page may do with a folder. */
type Mode = 'read' | 'readwrite'

/** A handle with what Chromium adds to it, which TypeScript's types lack. */
interface Permissible {
  queryPermission(options: { readonly mode: Mode }): Promise<PermissionState>
  requestPermission(options: { readonly mode: Mode }): Promise<PermissionState>
}

/** What the user has allowed so far. Granted where the browser has no permissions for folders. */
export async function folderPermission(
  folder: FileSystemDirectoryHandle,
  mode: Mode,
): Promise<PermissionState> {
  return isPermissible(folder) ? folder.queryPermission({ mode }) : 'granted'
}

/** Asks the user if they have not decided yet. Call it while a click or a key is being handled. */
export async function requestFolderPermission(
  folder: FileSystemDirectoryHandle,
  mode: Mode,
): Promise<PermissionState> {
  return isPermissible(folder) ? folder.requestPermission({ mode }) : 'granted'
}

function isPermissible(
  folder: FileSystemDirectoryHandle,
): folder is FileSystemDirectoryHandle & Permissible {
  return 'queryPermission' in folder && 'requestPermission' in folder
}
