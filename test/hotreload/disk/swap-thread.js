// The thread of `swapForLink`. It ends when the count is below zero, with the true one in its place.

import { renameSync, rmSync, symlinkSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

const { path, aside, target, pause, count } = workerData
const never = new Int32Array(new SharedArrayBuffer(4))

while (Atomics.load(count, 0) >= 0) {
  renameSync(path, aside)
  symlinkSync(target, path)
  rest()
  rmSync(path)
  renameSync(aside, path)
  rest()
  const swaps = Atomics.load(count, 0)
  if (swaps >= 0) Atomics.compareExchange(count, 0, swaps, swaps + 1)
}

function rest() {
  if (pause > 0) Atomics.wait(never, 0, 0, pause)
}
