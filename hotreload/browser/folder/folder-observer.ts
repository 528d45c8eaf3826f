// observeFolder: the browser's own notifications of changes in a folder (Chromium 133 and later).

interface Observer {
  observe(
    folder: FileSystemDirectoryHandle,
    options: { readonly recursive: boolean },
  ): Promise<void>
  disconnect(): void
}

type ObserverConstructor = new (callback: () => void) => Observer

/** Typed as a plain object, since TypeScript's type of it lacks the observer. */
const page: object = globalThis

/**
 * Calls `onChange` whenever something in the folder may have changed. It does not say what:
 * notifications may be lost or doubled, so the folder must be checked in any case. Returns what
 * ends the subscription, or undefined where the browser has no observer, or none for this folder.
 */
export async function observeFolder(
  folder: FileSystemDirectoryHandle,
  onChange: () => void,
): Promise<(() => void) | undefined> {
  if (!hasObserver(page, 'FileSystemObserver')) return undefined
  const observer = new page.FileSystemObserver(onChange)
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
