// Host access: which modules of the game a script may have. Vite itself says so: what it would not serve, nobody gets.

import { existsSync, realpathSync } from 'node:fs'
import { isFileLoadingAllowed, type ResolvedConfig } from 'vite'
import { withForwardSlashes } from '../project/vite-script-folder.ts'

/** Where a text comes from: a file of the scripts' folder, or a page that had it from anywhere. */
export type TextOrigin = 'disk' | 'page'

/** Whether a text may import the module with this id, as Vite has resolved it. */
export type HostAccess = (id: string, origin: TextOrigin) => boolean

/** Modules, and not files that are handed out as data, such as with `?raw`. */
const modulePath = /^[^?#]+\.(?:[cm]?[jt]sx?|json)$/

/**
 * Who can send a text must not get more by it than Vite serves. What is on disk is the project's own: Vite lets it
 * import modules from anywhere, so that client and server of a game can share a folder; as data it gets what is served.
 */
export function hostAccess(config: ResolvedConfig): HostAccess {
  return (id, origin) => (origin === 'disk' && modulePath.test(id)) || isServed(config, id)
}

function isServed(config: ResolvedConfig, id: string): boolean {
  try {
    return meanings(id).every((path) => isFileLoadingAllowed(config, path))
  } catch {
    // Where it leads cannot be known.
    return false
  }
}

/** All that Vite may take an id for: with its query and without, as it is written and where links lead. */
function meanings(id: string): readonly string[] {
  const written = [id, id.replace(/\?.*$/s, ''), id.replace(/[?#].*$/s, '')]
  const real = written.filter(existsSync).map((path) => withForwardSlashes(realpathSync(path)))
  return [...written, ...real]
}
