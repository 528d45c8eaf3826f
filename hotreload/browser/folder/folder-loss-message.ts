// folderLossMessage: why an open folder cannot be checked any more, and what to do.

import { isDomException } from '../page/is-dom-exception.ts'
import { folderPermission } from './folder-permission.ts'

export async function folderLossMessage(
  folder: FileSystemDirectoryHandle,
  error: unknown,
): Promise<string> {
  const advice = 'The game keeps running with the scripts it has. Open the folder again.'
  if (isDomException(error, 'NotFoundError'))
    return `The folder "${folder.name}" was moved or deleted. ${advice}`
  const isDenied = isDomException(error, 'NotAllowedError') || (await isForbidden(folder))
  if (isDenied) return `The page may no longer read the folder "${folder.name}". ${advice}`
  return `The folder "${folder.name}" cannot be read: ${String(error)}. ${advice}`
}

async function isForbidden(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folderPermission(folder, 'read').catch(() => 'granted')) !== 'granted'
}
