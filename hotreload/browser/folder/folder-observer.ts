// Folder observer: the browser's own news of what changes in a folder, where it has them (Chromium 133 and later).

/** What is over when it is called. */
export type Stop = () => void

interface Observer {
  observe(
    folder: FileSystemDirectoryHandle,
    options: { readonly recursive: boolean },
  ): Promise<void>
  disconnect(): void
}

type ObserverConstructor = new (callback: () => void) => Observer

/** As an object of which nothing is known: TypeScript's own type of it has no observer. */
const page: object = globalThis

/**
 * Calls `onNews` whenever something in the folder may have changed. What it was is not told: news may be lost or
 * doubled, so that one has to look in any case. Undefined where the browser has no observer, or none for this folder.
 */
export async function observeFolder(
  folder: FileSystemDirectoryHandle,
  onNews: () => void,
): Promise<Stop | undefined> {
  if (!hasObserver(page, 'FileSystemObserver')) return undefined
  const observer = new page.FileSystemObserver(onNews)
  try {
    await observer.observe(folder, { recursive: true })
  } catch {
    return undefined
  }
  return () => observer.disconnect()
}

function hasObserver<Key extends string>(
  value: object,
  key: Key,
): value is Record<Key, ObserverConstructor> {
  return key in value
}
