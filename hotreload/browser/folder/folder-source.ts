// folderSource: scripts in a folder of the user's disk, edited in any editor, without a server.

import { type Milliseconds, TickswapError } from 'tickswap'
import {
  createSerialQueue,
  type ScriptText,
  type Source,
  type SourceListener,
} from 'tickswap/hotreload/adapters'
import { folderLossMessage } from './folder-loss-message.ts'
import { canPickFolder, pickFolder } from './folder-picker.ts'
import { askToSave, writeScript } from './folder-save.ts'
import { FolderTracker } from './folder-tracker.ts'
import { type FolderWatch, watchFolder } from './folder-watch.ts'

export interface FolderSourceOptions {
  /** The folder to start with. Default: none, until `open` is called. */
  readonly folder?: FileSystemDirectoryHandle
  /**
   * How often times and sizes are checked; less often in large folders, so that it takes at most a
   * twentieth of the time. Ten times as long where the browser reports changes itself. Default 500.
   */
  readonly interval?: Milliseconds
  /** Whether to use the browser's `FileSystemObserver`, where it has one. Default true. */
  readonly observe?: boolean
}

/** A source that follows one folder at a time. */
export interface FolderSource extends Source {
  /** The name of the folder that is open; undefined if none is. */
  readonly folder: string | undefined
  /** Whether the browser reports changes, or the folder is polled. `closed` without a folder. */
  readonly mode: 'observing' | 'polling' | 'closed'
  /**
   * Lets the user choose a folder, or takes the given one, and follows it instead of the one
   * before. What is in there is reported, and goes live. Resolves with false if the user chose
   * none. Call it while a click or a key is being handled.
   *
   * @throws TickswapError where the browser cannot open folders, or this one cannot be read.
   */
  open(folder?: FileSystemDirectoryHandle): Promise<boolean>
  /**
   * Writes scripts into the open folder: the only thing here that writes. The browser asks the
   * user; call it while a click or a key is being handled.
   *
   * @throws TickswapError if no folder is open, if the user does not allow it, or for an id or a
   *   file that a script cannot have.
   */
  saveToFolder(scripts: readonly ScriptText[]): Promise<void>
}

/** Whether this browser can open folders: Chrome, Edge and Opera on a computer can. */
export const canOpenFolders = canPickFolder

/**
 * A source of scripts in a folder that the user opens, by the File System Access API. Scripts in
 * it, and in the folders below, go live when they are saved; `node_modules` and folders whose name
 * starts with a dot are ignored. Where the browser cannot open folders, `open` rejects with the
 * reason.
 *
 * Not for what Vite serves: there `tickswap/vite` is faster, and works in every browser.
 *
 * @example
 * ```ts
 * const folder = folderSource()
 * const hotReload = createHotReload(behaviours, { source: [editor, folder], ... })
 * button.onclick = () => folder.open()
 * ```
 */
export function folderSource(options: FolderSourceOptions = {}): FolderSource {
  const { folder: first, ...settings } = options
  let current = first && opened(first)
  let listener: SourceListener | undefined
  let watch: FolderWatch | undefined
  let watching = new AbortController()

  async function begin(): Promise<void> {
    end()
    if (!current || !listener) return
    const { signal } = watching
    try {
      const started = await watchFolder({
        ...current,
        ...settings,
        listener,
        signal,
        onLost: lose,
      })
      if (!signal.aborted) watch = started
    } catch (error) {
      if (signal.aborted) return
      const { folder } = current
      end()
      throw new TickswapError(await folderLossMessage(folder, error), { cause: error })
    }
  }

  /** Ends the watch, also one that is still starting. */
  function end(): void {
    watching.abort()
    watching = new AbortController()
    watch = undefined
  }

  async function lose(error: unknown): Promise<void> {
    const lost = current?.folder
    end()
    current = undefined
    if (!lost) return
    const message = await folderLossMessage(lost, error)
    listener?.warned({ code: 'watching-lost', ids: [], message, error })
  }

  return {
    name: 'folder',
    get folder() {
      return current?.folder.name
    },
    get mode() {
      if (!watch) return 'closed'
      return watch.isObserving ? 'observing' : 'polling'
    },
    get isWatching() {
      return listener !== undefined && (watch !== undefined || current === undefined)
    },
    async start(newListener) {
      listener = newListener
      await begin()
    },
    async stop() {
      listener = undefined
      end()
      await current?.queue.idle()
    },
    refresh: async () => watch?.refresh(),
    async open(given) {
      const folder = given ?? (await pickFolder())
      if (!folder) return false
      current = opened(folder)
      await begin()
      return true
    },
    async saveToFolder(scripts) {
      if (!current)
        throw new TickswapError('Nothing was saved: no folder is open. Call open() first.')
      const { folder, tracker, queue } = current
      await askToSave(folder, scripts)
      await queue.run(async () => {
        for (const script of scripts) {
          await writeScript(folder, script)
          tracker.noteSaved(script)
        }
      })
    },
  }
}

function opened(folder: FileSystemDirectoryHandle) {
  return { folder, tracker: new FolderTracker(folder), queue: createSerialQueue() }
}
