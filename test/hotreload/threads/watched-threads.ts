// The worker threads that were started while a test runs, so that it can kill them and count what
// is left.

import type { Worker } from 'node:worker_threads'

export interface WatchedThreads {
  /** Those that were started and have not ended, the oldest first. */
  readonly alive: readonly Worker[]
  readonly started: number
  stop(): void
}

/** Watches every thread that this process starts from now on. */
export function watchThreads(): WatchedThreads {
  const alive = new Set<Worker>()
  let started = 0
  const onWorker = (thread: Worker) => {
    started += 1
    alive.add(thread)
    thread.once('exit', () => alive.delete(thread))
  }
  process.on('worker', onWorker)
  return {
    get alive() {
      return [...alive]
    },
    get started() {
      return started
    },
    stop() {
      process.off('worker', onWorker)
    },
  }
}
