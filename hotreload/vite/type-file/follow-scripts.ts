// followScripts: brings the type file up to date when scripts come or go while Vite's development server runs.

import type { Milliseconds } from 'tickswap'
import type { ViteDevServer } from 'vite'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import type { TypeFile } from './type-file.ts'

/** A checkout brings many files: they are written once. */
const GATHERING_MILLISECONDS: Milliseconds = 50

/** Until the server is closed. What goes wrong is logged, and the game goes on. */
export function followScripts(
  { watcher, config }: ViteDevServer,
  folder: ViteScriptFolder,
  types: TypeFile,
): void {
  let isWaiting = false
  const note = () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(update, GATHERING_MILLISECONDS).unref()
  }
  const update = () => {
    isWaiting = false
    // A watcher that is closed watches nothing: the server is gone.
    if (Object.keys(watcher.getWatched()).length === 0) return
    types.update().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      config.logger.error(`[tickswap] ${reason}`, { timestamp: true })
    })
  }
  // What came while the watcher looked around for the first time is nobody's news.
  watcher.on('ready', note)
  for (const event of ['add', 'unlink'] as const) {
    watcher.on(event, (path) => {
      if (folder.holds(path)) note()
    })
  }
}
