// Missed files: scripts in new folders that Vite's watcher did not see, told by the watcher itself a little later.

import type { Milliseconds } from 'tickswap'
import type { ViteDevServer } from 'vite'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'

type Watcher = ViteDevServer['watcher']

/** When it is looked again after a folder came: soon, and when a busy machine has caught up. */
const LOOKS_MILLISECONDS: readonly Milliseconds[] = [300, 3000]

/** When it is looked whether the watcher has taken in a path that it was given: soon, and on a busy machine. */
const TAKING_IN_MILLISECONDS: readonly Milliseconds[] = [100, 1000, 10_000]

/**
 * The watcher reads a new folder first and watches it then, so that what is written in between is nobody's news. After a
 * folder came, its word is compared with the disk; what it lacks it is given, and all hear of that as of any other file.
 */
export function reportMissedFiles(watcher: Watcher, folder: ViteScriptFolder): void {
  const planned = new Set<Milliseconds>()
  /** What the watcher was given, and nobody has told yet. */
  const untold = new Set<string>()
  watcher.on('add', (path) => untold.delete(withForwardSlashes(path)))
  const plan = (delay: Milliseconds) => {
    if (planned.has(delay)) return
    planned.add(delay)
    const timer = setTimeout(() => {
      planned.delete(delay)
      void look(watcher, folder, untold)
    }, delay)
    timer.unref()
  }
  watcher.on('addDir', (path) => {
    if (withForwardSlashes(path) !== folder.root && !folder.holds(path)) return
    for (const delay of LOOKS_MILLISECONDS) plan(delay)
  })
}

async function look(
  watcher: Watcher,
  folder: ViteScriptFolder,
  untold: Set<string>,
): Promise<void> {
  const { scripts } = await folder.list()
  const folders = await folder.folders()
  const watched = watchedPaths(watcher)
  // One that is closed watches nothing, and must not be opened again.
  if (watched.size === 0) return
  const files = scripts.map((script) => folder.pathOf(script)).filter((path) => !watched.has(path))
  const missed = [...folders.filter((path) => !watched.has(path)), ...files]
  if (missed.length === 0) return
  for (const path of files) untold.add(path)
  watcher.add(missed)
  for (const delay of TAKING_IN_MILLISECONDS) setTimeout(() => tell(watcher, untold), delay).unref()
}

/** It does not take in what the project's config has it ignore. */
function tell(watcher: Watcher, untold: ReadonlySet<string>): void {
  const watched = watchedPaths(watcher)
  for (const path of [...untold].filter((path) => watched.has(path))) {
    watcher.emit('add', path)
    watcher.emit('all', 'add', path)
  }
}

/** All that the watcher knows of, with forward slashes. */
function watchedPaths(watcher: Watcher): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const [folder, names] of Object.entries(watcher.getWatched())) {
    const path = withForwardSlashes(folder)
    paths.add(path)
    for (const name of names) paths.add(`${path}/${name}`)
  }
  return paths
}
