// The watched build: the files whose addition or removal makes `vite build --watch` build again.

import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/**
 * Remembers removed paths: Vite forgets those that a build does not name, and would miss their
 * return.
 */
export class WatchedBuild {
  readonly #folder: ViteScriptFolder
  readonly #paths = new Set<string>()

  constructor(folder: ViteScriptFolder) {
    this.#folder = folder
  }

  /** Calls `addWatchFile` with every folder and script of this build and of those before. */
  async watch(addWatchFile: (path: string) => void): Promise<void> {
    const { scripts } = await this.#folder.list()
    for (const path of await this.#folder.folders()) this.#paths.add(path)
    for (const script of scripts) this.#paths.add(this.#folder.pathOf(script))
    for (const path of this.#paths) addWatchFile(path)
  }
}
