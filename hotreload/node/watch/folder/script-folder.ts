// ScriptFolder: what a watcher, a scan and a sweep need to know of the folder that they look at.

import type { ScriptPaths } from './script-paths.ts'

export interface ScriptFolder {
  /** Its real path, without symbolic links. */
  readonly root: string
  readonly paths: ScriptPaths
  /** Whether asking for a file may take long, as over a network: then nothing waits for the answer. */
  readonly isRemote: boolean
}
