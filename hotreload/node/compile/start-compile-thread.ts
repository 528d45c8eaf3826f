// Starting a compile thread: a worker thread, asked over Comlink.

import { Worker } from 'node:worker_threads'
import { wrap } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import type { CompileThread, CompileWorker, CompileWorkerOptions } from 'tickswap/hotreload'

export interface CompileThreadOptions extends CompileWorkerOptions {
  readonly threadUrl?: string | URL
}

/** Starts a thread that keeps no process alive: as long as it has to answer, its time limit's timer does. */
export function startCompileThread(
  {
    threadUrl = new URL('./node-compile-thread.js', import.meta.url),
    ...options
  }: CompileThreadOptions,
  onDeath: (error: Error) => void,
): CompileThread {
  const thread = new Worker(threadUrl, { name: 'tickswap compiler' })
  thread.on('error', onDeath)
  thread.on('messageerror', onDeath)
  thread.on('exit', (code) => onDeath(new Error(`The compile thread ended with code ${code}.`)))
  const remote = wrap<CompileWorker>(nodeEndpoint(thread))
  // Not before Comlink listens: that takes a hold of the process again.
  thread.unref()
  remote.open(options).catch(onDeath)
  return {
    service: {
      compile: async (request) => remote.compile(request),
      warmUp: async () => remote.warmUp(),
    },
    async end() {
      // Who waits for the end must get to see it.
      thread.ref()
      await thread.terminate()
    },
  }
}
