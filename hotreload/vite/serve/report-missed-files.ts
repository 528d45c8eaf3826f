// reportMissedFiles: reports scripts in new folders that Vite's watcher missed.

import type { Milliseconds } from 'tickswap'
import type { ViteDevServer } from 'vite'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'

type Watcher = ViteDevServer['watcher']

/** When the disk is checked after a folder was added: soon, and after a busy machine caught up. */
const CHECK_DELAYS: readonly Milliseconds[] = [300, 3000]

/** When to check whether the watcher watches a path that was added: soon, and on a busy machine. */
const ADDED_DELAYS: readonly Milliseconds[] = [100, 1000, 10_000]

/**
 * The watcher reads a new folder before it watches it, so it misses what is written in between.
 * After a folder was added, the watcher's paths are compared with the disk. The missing ones are
 * added to it and reported to its listeners like any other file.
 */
export function reportMissedFiles(watcher: Watcher, folder: ViteScriptFolder): void {
  const planned = new Set<Milliseconds>()
  /** Files that were added to the watcher and not reported yet. */
  const unreported = new Set<string>()
  watcher.on('add', (path) => unreported.delete(withForwardSlashes(path)))
  const plan = (delay: Milliseconds) => {
    if (planned.has(delay)) return
    planned.add(delay)
    const timer = setTimeout(() => {
      planned.delete(delay)
      void addMissing(watcher, folder, unreported)
    }, delay)
    timer.unref()
  }
  watcher.on('addDir', (path) => {
    if (withForwardSlashes(path) !== folder.root && !folder.holds(path)) return
    for (const delay of CHECK_DELAYS) plan(delay)
  })
}

async function addMissing(
  watcher: Watcher,
  folder: ViteScriptFolder,
  unreported: Set<string>,
): Promise<void> {
  const { scripts } = await folder.list()
  const folders = await folder.folders()
  const watched = watchedPaths(watcher)
  // A watcher that watches nothing is closed, and must not be opened again.
  if (watched.size === 0) return
  const files = scripts.map((script) => folder.pathOf(script)).filter((path) => !watched.has(path))
  const missed = [...folders.filter((path) => !watched.has(path)), ...files]
  if (missed.length === 0) return
  for (const path of files) unreported.add(path)
  watcher.add(missed)
  for (const delay of ADDED_DELAYS) setTimeout(() => report(watcher, unreported), delay).unref()
}

/** The watcher does not watch what the project's config has it ignore. */
function report(watcher: Watcher, unreported: ReadonlySet<string>): void {
  const watched = watchedPaths(watcher)
  for (const path of [...unreported].filter((path) => watched.has(path))) {
    watcher.emit('add', path)
    watcher.emit('all', 'add', path)
  }
}

/** All paths that the watcher watches, with forward slashes. */
function watchedPaths(watcher: Watcher): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const [folder, names] of Object.entries(watcher.getWatched())) {
    const path = withForwardSlashes(folder)
    paths.add(path)
    for (const name of names) paths.add(`${path}/${name}`)
  }
  return paths
}
