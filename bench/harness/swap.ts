// swap: publishes a version of the other layout to a herd and plays frames until all are swapped,
// timing the hot-reload work of each.

import type { Span } from './garbage.ts'
import { type Herd, otherLayout } from './herd.ts'

const mostFrames = 100_000

/**
 * Hot-reload work, frame by frame, by the real clock. The first frame bears the publication too.
 * Between them the game's own work is done, as in a game, but not counted.
 */
export function swapFrameByFrame(herd: Herd): readonly Span[] {
  const { behaviours } = herd
  const layout = otherLayout(herd.layout)
  const definitions = herd.definitions(layout)
  const frames: Span[] = []
  let start = performance.now()
  behaviours.publish(definitions)
  do {
    if (frames.length > mostFrames) throw new Error(`Not swapped after ${mostFrames} frames.`)
    behaviours.reconcile()
    frames.push({ start, duration: performance.now() - start })
    herd.runFrame()
    start = performance.now()
  } while (behaviours.frame.outdated > 0)
  herd.check(layout)
  herd.settle()
  return frames
}
