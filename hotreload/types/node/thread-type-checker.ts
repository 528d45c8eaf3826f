// threadTypeChecker: TypeScript in a worker thread of Node, on the files on disk.

import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { wrap } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import { TickswapError } from 'tickswap'
import type { TypeChecker } from 'tickswap/hotreload/adapters'
import {
  createSupervisedChecker,
  type TypeService,
  type TypeThread,
  type TypeThreadSettings,
} from 'tickswap/types'
import type { DiskProject } from './disk-project.ts'

export interface ThreadTypeCheckerOptions extends DiskProject, TypeThreadSettings {
  /**
   * The thread's script, for a server that is bundled. Default: the one that comes with tickswap.
   */
  readonly threadUrl?: string | URL
}

/** What the thread exposes. Call `open` first, once. */
export interface NodeTypeThread extends TypeService {
  open(project: DiskProject): void
}

/**
 * Checks types in a worker thread, with the package `typescript` (5.8 to 6; version 7 has no
 * JavaScript API) and the game's `tsconfig.json`. The thread starts with the first check. Of
 * scripts the newest texts are checked, live or not; everything else is read from disk once, and
 * changes to it are not noticed.
 *
 * @throws TickswapError if `typescript` is not installed.
 *
 * @example
 * ```ts
 * const checker = threadTypeChecker({ scripts: 'src/scripts' })
 * createHotReload(behaviours, { types: { checker, mode: 'refuse' }, ... })
 * ```
 */
export function threadTypeChecker(options: ThreadTypeCheckerOptions): TypeChecker {
  throwWithoutTypeScript()
  return createSupervisedChecker({
    ...options,
    name: 'TypeScript thread',
    start: (onCrash) => startThread(options, onCrash),
  })
}

/** The thread keeps no process alive; while it has to answer, the timer of its time limit does. */
function startThread(
  {
    threadUrl = new URL('./type-thread.js', import.meta.url),
    scripts,
    tsconfig,
  }: ThreadTypeCheckerOptions,
  onCrash: (error: Error) => void,
): TypeThread {
  const thread = new Worker(threadUrl, { name: 'tickswap types' })
  thread.on('error', onCrash)
  thread.on('messageerror', onCrash)
  thread.on('exit', (code) => onCrash(new Error(`The type thread exited with code ${code}.`)))
  const remote = wrap<NodeTypeThread>(nodeEndpoint(thread))
  // Only now: Comlink's listener keeps the process alive again.
  thread.unref()
  const opened = remote.open({ scripts, ...(tsconfig !== undefined && { tsconfig }) })
  return {
    check: (request) => opened.then(async () => remote.check(request)),
    async end() {
      // Otherwise the process may exit before this resolves.
      thread.ref()
      await thread.terminate()
    },
  }
}

function throwWithoutTypeScript(): void {
  try {
    createRequire(import.meta.url).resolve('typescript')
  } catch (cause) {
    throw new TickswapError(
      'threadTypeChecker() needs the package "typescript", which is not installed. Run npm ' +
        'install -D typescript@6.',
      { cause },
    )
  }
}
