// createDashboard: the figures, measured frame by frame and shown a few times a second.

import type { Behaviours, Budget } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import { createFigures } from './figures.ts'
import { createFrameTimes } from './frame-times.ts'
import { part } from './part.ts'

const SHOWN_EVERY = 200

/** A longer gap is a tab that was hidden, not a frame. */
const LONGEST_FRAME = 1000

/** Called once per frame with its length in milliseconds. */
export type RecordFrame = (milliseconds: number) => void

/** Fills the line below the picture. `onShow` is called whenever it was brought up to date. */
export function createDashboard(
  behaviours: Behaviours,
  hotReload: HotReload,
  onShow: () => void,
): RecordFrame {
  const set = createFigures(part('figures'))
  const frames = createFrameTimes()
  let sinceShown = 0
  let worstReload = 0

  hotReload.on('published', ({ milliseconds }) => {
    worstReload = 0
    set('live', `${milliseconds.toFixed(0)} ms`)
  })

  function show(): void {
    const reports = behaviours.inspect()
    set('outdated', reports.reduce((sum, { outdated }) => sum + outdated, 0).toLocaleString('en'))
    set('frame', `${frames.mean.toFixed(1)} ms`)
    set('worstFrame', `${frames.worst.toFixed(1)} ms`)
    set('reload', `${worstReload.toFixed(2)} ms`)
    set('budget', budgetText(behaviours.budget))
    onShow()
  }

  return (milliseconds) => {
    if (milliseconds < LONGEST_FRAME) frames.add(milliseconds)
    worstReload = Math.max(worstReload, behaviours.frame.reconcileMilliseconds)
    sinceShown += milliseconds
    if (sinceShown < SHOWN_EVERY) return
    sinceShown = 0
    show()
  }
}

function budgetText(budget: Budget): string {
  return typeof budget === 'number' ? `${budget} ms` : `${budget.entities.toLocaleString('en')} creatures`
}
