// The folder source: scripts in a folder of the user's disk, edited in their own editor, without any server.

import { type Milliseconds, TickswapError } from 'tickswap'
import { createTurns, type ScriptText, type Source, type SourceListener } from 'tickswap/hotreload'
import { canPickFolder, folderPermission, isNamed, pickFolder } from './folder-permission.ts'
import { askToSave, writeScript } from './folder-save.ts'
import { FolderLook } from './folder-tracker.ts'
import { type FolderWatch, watchFolder } from './folder-watch.ts'

export interface FolderSourceOptions {
  /** A folder to begin with. Default: none, until `open` is called. */
  readonly folder?: FileSystemDirectoryHandle
  /**
   * How often times and sizes are looked at; in large folders less often, so that it takes at most a twentieth of the
   * time. Where the browser tells of changes by itself, ten times as long. Default 500.
   */
  readonly interval?: Milliseconds
  /** Whether to use the browser's `FileSystemObserver`, where it has one. Default true. */
  readonly observe?: boolean
}

/** A source that follows one folder at a time. */
export interface FolderSource extends Source {
  /** The name of the folder that is open; undefined if none is. */
  readonly folder: string | undefined
  /** How it learns of changes: the browser tells, or it looks. `closed` while it follows no folder. */
  readonly mode: 'observing' | 'polling' | 'closed'
  /**
   * Lets the user choose a folder, or takes the one given, and follows it from now on, instead of the one before. What
   * is in there is reported, and goes live. Resolves with false if they chose none. Call it while a click or a key is
   * being handled.
   *
   * @throws TickswapError where the browser cannot open folders, or this one cannot be read.
   */
  open(folder?: FileSystemDirectoryHandle): Promise<boolean>
  /**
   * Writes scripts into the open folder: the only thing here that writes. The browser asks the user; call it while a
   * click or a key is being handled.
   *
   * @throws TickswapError if no folder is open, the user does not allow it, or an id or a file is none of a script's.
   */
  saveToFolder(scripts: readonly ScriptText[]): Promise<void>
}

/** Whether this browser can open folders: Chrome, Edge and Opera on a computer can. */
export const canOpenFolders = canPickFolder

/**
 * Makes a source of a folder that the user opens, by the File System Access API. Scripts in it, and in the folders
 * below, go live when they are saved; `node_modules` and folders with a dot are passed over. A page that may not open
 * folders can still use it: `open` says why not.
 *
 * Not for what is served by Vite: there `tickswap/vite` is faster, and works in every browser.
 *
 * @example
 * ```ts
 * const folder = folderSource()
 * const hotReload = createHotReload(behaviours, { source: [editor, folder], ... })
 * button.onclick = () => folder.open()
 * ```
 */
export function folderSource(options: FolderSourceOptions = {}): FolderSource {
  const { interval = 500, observe = true } = options
  let current = options.folder && opened(options.folder)
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
        listener,
        interval,
        observe,
        signal,
        onLost: lose,
      })
      if (!signal.aborted) watch = started
    } catch (error) {
      if (signal.aborted) return
      const { folder } = current
      end()
      throw new TickswapError(await lossOf(folder, error), { cause: error })
    }
  }

  /** Ends the watch, and one that begins. */
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
    const message = await lossOf(lost, error)
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
      await current?.turns.idle()
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
      const { folder, look, turns } = current
      await askToSave(folder, scripts)
      await turns.take(async () => {
        for (const script of scripts) {
          await writeScript(folder, script)
          look.noteSaved(script)
        }
      })
    },
  }
}

function opened(folder: FileSystemDirectoryHandle) {
  return { folder, look: new FolderLook(folder), turns: createTurns() }
}

/** Why a folder cannot be looked at, and what to do. */
async function lossOf(folder: FileSystemDirectoryHandle, error: unknown): Promise<string> {
  const again = 'The game runs on with what it has. Open the folder again.'
  if (isNamed(error, 'NotFoundError'))
    return `The folder "${folder.name}" was moved or deleted. ${again}`
  const isDenied = isNamed(error, 'NotAllowedError') || (await isForbidden(folder))
  if (isDenied) return `The permission to read the folder "${folder.name}" is gone. ${again}`
  return `The folder "${folder.name}" cannot be read: ${String(error)}. ${again}`
}

async function isForbidden(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folderPermission(folder, 'read').catch(() => 'granted')) !== 'granted'
}
