// swap: publishes a version to a herd and plays frames until all are swapped, timing the hot-reload work of each.

import type { Herd, Layout } from './herd.ts'

const mostFrames = 100_000

/**
 * Milliseconds of hot-reload work, frame by frame, by the real clock. The first frame bears the publication too.
 * Between them the game's own work is done, as in a game, but not counted.
 */
export function swapFrameByFrame(herd: Herd, layout: Layout): readonly number[] {
  const { behaviours } = herd
  const definitions = herd.definitions(layout)
  const frames: number[] = []
  const start = performance.now()
  behaviours.publish(definitions)
  let published = performance.now() - start
  do {
    if (frames.length > mostFrames) throw new Error(`Not swapped after ${mostFrames} frames.`)
    const frameStart = performance.now()
    behaviours.reconcile()
    frames.push(performance.now() - frameStart + published)
    published = 0
    herd.runFrame()
  } while (behaviours.frame.outdated > 0)
  herd.check(layout)
  herd.settle()
  return frames
}
