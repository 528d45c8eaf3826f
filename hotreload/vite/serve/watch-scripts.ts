// watchScripts: turns the events of Vite's watcher into changes of scripts.

import { join } from 'node:path'
import type { ChangedScript } from 'tickswap/hotreload/adapters'
import type { ViteDevServer } from 'vite'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

interface ScriptWatchListener {
  /** A script's file was changed, added or removed. Called several times for one save. */
  changed(script: ChangedScript): void
  /** A file anywhere in the project was added or removed, so imports may lead elsewhere. */
  fileAddedOrRemoved(): void
  failed(error: unknown): void
}

/** Runs until the watcher is closed. */
export function watchScripts(
  watcher: ViteDevServer['watcher'],
  folder: ViteScriptFolder,
  listener: ScriptWatchListener,
): void {
  const notice = (path: string) => {
    const script = folder.scriptAt(path)
    if (script) listener.changed(script)
  }
  watcher.add(folder.root)
  watcher.on('raw', (_event: string, name: unknown, details: unknown) => {
    const path = rawPaths(name, details).find((path) => folder.scriptAt(path))
    if (path !== undefined) notice(path)
  })
  watcher.on('change', notice)
  // Without a listener it would crash the process, for example when a symlink is replaced by a file
  // while the watcher reads it (Vite 6 and 7).
  watcher.on('error', (error) => listener.failed(error))
  for (const event of ['add', 'unlink'] as const) {
    watcher.on(event, (path) => {
      listener.fileAddedOrRemoved()
      notice(path)
    })
  }
}

/**
 * The paths that a raw event can mean: the watched file, or a file in the watched folder. It comes
 * two milliseconds before `change`, which checks the disk first. Where there are no such events,
 * `change` is enough.
 */
function rawPaths(name: unknown, details: unknown): readonly string[] {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return []
  const { watchedPath } = details
  if (typeof watchedPath !== 'string') return []
  return typeof name === 'string' ? [watchedPath, join(watchedPath, name)] : [watchedPath]
}
