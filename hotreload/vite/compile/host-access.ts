// Host access: which modules of the game a script may import. Vite decides.

import { existsSync, realpathSync } from 'node:fs'
import { isFileLoadingAllowed, type ResolvedConfig } from 'vite'
import { withForwardSlashes } from '../project/vite-script-folder.ts'

/**
 * Where a text comes from: a file in the scripts' folder, or a page, which may have it from
 * anywhere.
 */
export type TextOrigin = 'disk' | 'page'

/** Whether a text may import the module with this id, as Vite resolved it. */
export type HostAccess = (id: string, origin: TextOrigin) => boolean

/** Modules, and not files that are served as data, such as with `?raw`. */
const modulePath = /^[^?#]+\.(?:[cm]?[jt]sx?|json)$/

/**
 * A page that sends a text must not get more through it than Vite serves. Files on disk belong to
 * the project: Vite lets them import modules from anywhere, so that a game's client and server can
 * share a folder. As data, they too get only what is served.
 */
export function hostAccess(config: ResolvedConfig): HostAccess {
  return (id, origin) => (origin === 'disk' && modulePath.test(id)) || isServed(config, id)
}

function isServed(config: ResolvedConfig, id: string): boolean {
  try {
    return possiblePaths(id).every((path) => isFileLoadingAllowed(config, path))
  } catch {
    // It is unknown where it leads.
    return false
  }
}

/**
 * All paths that Vite may take an id for: with and without its query, as written and with symlinks
 * followed.
 */
function possiblePaths(id: string): readonly string[] {
  const written = [id, id.replace(/\?.*$/s, ''), id.replace(/[?#].*$/s, '')]
  const real = written.filter(existsSync).map((path) => withForwardSlashes(realpathSync(path)))
  return [...written, ...real]
}
