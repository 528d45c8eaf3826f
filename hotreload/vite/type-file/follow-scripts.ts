// followScripts: updates the type file when scripts are added or removed while Vite's server runs.

import { errorMessage, type Milliseconds } from 'tickswap'
import { shownText } from 'tickswap/hotreload'
import type { ViteDevServer } from 'vite'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import type { TypeFile } from './type-file.ts'

/** A checkout adds many files: the type file is written once for all of them. */
const GATHER_TIME: Milliseconds = 50

/** Runs until the server is closed. Errors are logged, and the game goes on. */
export function followScripts(
  { watcher, config }: ViteDevServer,
  folder: ViteScriptFolder,
  types: TypeFile,
): void {
  let isWaiting = false
  const note = () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(update, GATHER_TIME).unref()
  }
  const update = () => {
    isWaiting = false
    // A watcher that watches nothing is closed, and so is the server.
    if (Object.keys(watcher.getWatched()).length === 0) return
    types.update().catch((error: unknown) => {
      const reason = errorMessage(error)
      config.logger.error(`[tickswap] ${shownText(reason)}`, { timestamp: true })
    })
  }
  // The watcher does not report what was added during its first scan.
  watcher.on('ready', note)
  for (const event of ['add', 'unlink'] as const) {
    watcher.on(event, (path) => {
      if (folder.holds(path)) note()
    })
  }
}
