// A folder on the real disk for one test, and a source that watches it.

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type WatchSource, type WatchSourceOptions, watchSource } from 'tickswap/hotreload/node'
import { onTestFinished } from 'vitest'
import { type Recording, record } from './recording.ts'

export interface FolderStage {
  /** Holds the root, and what must lie outside of it. */
  readonly parent: string
  readonly root: string
  path(file: string): string
  write(file: string, content: string | Uint8Array): void
  remove(file: string): void
}

/** Removed after the test. Its root exists and is empty. */
export function createFolder(): FolderStage {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'tickswap-watch-')))
  const root = join(parent, 'scripts')
  mkdirSync(root)
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  const path = (file: string) => join(root, file)
  return {
    parent,
    root,
    path,
    write(file, content) {
      if (!existsSync(dirname(path(file)))) mkdirSync(dirname(path(file)), { recursive: true })
      writeFileSync(path(file), content)
    },
    remove: (file) => rmSync(path(file), { recursive: true }),
  }
}

export interface Watched extends Recording {
  readonly source: WatchSource
}

/** Starts to watch; stopped after the test. */
export async function watch(
  folder: FolderStage,
  options: WatchSourceOptions = {},
): Promise<Watched> {
  const source = watchSource(folder.root, options)
  const recording = record()
  onTestFinished(() => source.stop())
  await source.start(recording)
  return Object.assign(recording, { source })
}
