// ScriptFolder: what watchers, scans and the sweep know about the scripts' folder.

import type { ScriptPaths } from './script-paths.ts'

export interface ScriptFolder {
  /** Its real path, without symlinks. */
  readonly root: string
  readonly paths: ScriptPaths
  /**
   * Whether file operations may take long, as over a network, so that the game must not wait for
   * them.
   */
  readonly isRemote: boolean
  /** The file of the signed manifest, where the game requires signatures. */
  readonly manifest?: string | undefined
}

/** Whether a file is read when it changes: a script, or the manifest. Relative to the root. */
export function isRead({ paths, manifest }: ScriptFolder, file: string): boolean {
  return file === manifest || paths.scriptOf(file) !== undefined
}
