// The watched build: what `vite build --watch` looks at, so that scripts that come or go make a new build.

import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** Knows what there was. Who does not name it again at the next build does not hear of it when it comes back. */
export class WatchedBuild {
  readonly #folder: ViteScriptFolder
  readonly #paths = new Set<string>()

  constructor(folder: ViteScriptFolder) {
    this.#folder = folder
  }

  /** Calls `addWatchFile` with every folder and every script that is there or was there in a build before. */
  async watch(addWatchFile: (path: string) => void): Promise<void> {
    const { scripts } = await this.#folder.list()
    for (const path of await this.#folder.folders()) this.#paths.add(path)
    for (const script of scripts) this.#paths.add(this.#folder.pathOf(script))
    for (const path of this.#paths) addWatchFile(path)
  }
}
