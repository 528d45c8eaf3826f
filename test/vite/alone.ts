// alone: does something while no other process of the tests does it.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const WAIT_MILLISECONDS = 100

/**
 * Runs `work` while the file `lock` is ours. Blocks until then, but not for a process that has
 * ended.
 */
export function alone<Result>(lock: string, work: () => Result): Result {
  while (!take(lock))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MILLISECONDS)
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHeld(lock)) rmSync(lock, { force: true })
    return false
  }
}

function isHeld(lock: string): boolean {
  try {
    // Signal 0 only asks whether the process is there. Whoever has yet to write its number is.
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
