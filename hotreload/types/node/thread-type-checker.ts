// The type checker for Node: TypeScript in a worker thread, on the files on disk.

import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { wrap } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import { TickswapError } from 'tickswap'
import type { TypeChecker } from 'tickswap/hotreload'
import {
  createSupervisedChecker,
  type TypeService,
  type TypeThread,
  type TypeThreadSettings,
} from 'tickswap/types'
import type { DiskProject } from './disk-project.ts'

export interface ThreadTypeCheckerOptions extends DiskProject, TypeThreadSettings {
  /** The thread's script, for a server that is bundled. Default: the one that comes with tickswap. */
  readonly threadUrl?: string | URL
}

/** What the thread exposes. `open` comes first, once. */
export interface NodeTypeThread extends TypeService {
  open(project: DiskProject): void
}

/**
 * Checks types in a worker thread, with the package `typescript` (5.8 to 6; version 7 has no JavaScript API) and the
 * game's own `tsconfig.json`. The thread starts with the first check. Scripts are checked as they were handed over;
 * everything else is read from disk, once: like host modules, it is not looked at again.
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
  refuseWithoutTypeScript()
  return createSupervisedChecker({
    ...options,
    name: 'TypeScript thread',
    start: (onDeath) => startThread(options, onDeath),
  })
}

/** The thread keeps no process alive: as long as it has to answer, its time limit's timer does. */
function startThread(
  {
    threadUrl = new URL('./type-thread.js', import.meta.url),
    scripts,
    tsconfig,
  }: ThreadTypeCheckerOptions,
  onDeath: (error: Error) => void,
): TypeThread {
  const thread = new Worker(threadUrl, { name: 'tickswap types' })
  thread.on('error', onDeath)
  thread.on('messageerror', onDeath)
  thread.on('exit', (code) => onDeath(new Error(`The type thread ended with code ${code}.`)))
  const remote = wrap<NodeTypeThread>(nodeEndpoint(thread))
  // Not before Comlink listens: that takes a hold of the process again.
  thread.unref()
  const opened = remote.open({ scripts, ...(tsconfig !== undefined && { tsconfig }) })
  return {
    check: (request) => opened.then(async () => remote.check(request)),
    async end() {
      // Who waits for the end must get to see it.
      thread.ref()
      await thread.terminate()
    },
  }
}

function refuseWithoutTypeScript(): void {
  try {
    createRequire(import.meta.url).resolve('typescript')
  } catch (cause) {
    throw new TickswapError(
      'threadTypeChecker() needs the package "typescript", which is not installed: npm install -D typescript@6.',
      { cause },
    )
  }
}
