// startCompileThread: starts a worker thread that compiles, called over Comlink.

import { Worker } from 'node:worker_threads'
import { wrap } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import type {
  CompileThread,
  CompileWorker,
  CompileWorkerOptions,
} from 'tickswap/hotreload/adapters'

interface CompileThreadOptions extends CompileWorkerOptions {
  readonly threadUrl?: string | URL
}

/** The thread keeps no process alive. While it compiles, the timer of its time limit does. */
export function startCompileThread(
  {
    threadUrl = new URL('./node-compile-thread.js', import.meta.url),
    ...options
  }: CompileThreadOptions,
  onCrash: (error: Error) => void,
): CompileThread {
  const thread = new Worker(threadUrl, { name: 'tickswap compiler' })
  thread.on('error', onCrash)
  thread.on('messageerror', onCrash)
  thread.on('exit', (code) => onCrash(new Error(`The compile thread exited with code ${code}.`)))
  const remote = wrap<CompileWorker>(nodeEndpoint(thread))
  // Not before Comlink listens, since that refs the thread again.
  thread.unref()
  remote.open(options).catch(onCrash)
  return {
    service: {
      compile: async (request) => remote.compile(request),
      warmUp: async () => remote.warmUp(),
    },
    async end() {
      // The process must live until the thread has ended, for those who await it.
      thread.ref()
      await thread.terminate()
    },
  }
}
