// alone: does something while no other process of the tests does it.

import { mkdirSync, rmSync, statSync } from 'node:fs'

const WAIT_MILLISECONDS = 100
/** Whoever left a lock for so long is gone. */
const STALE_MILLISECONDS = 120_000

/** Runs `work` while the folder `lock` is ours. Blocks until then. */
export function alone<Result>(lock: string, work: () => Result): Result {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MILLISECONDS)
  try {
    return work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > STALE_MILLISECONDS) rmSync(lock, { recursive: true, force: true })
    return false
  }
}
