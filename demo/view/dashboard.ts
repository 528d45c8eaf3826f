// createDashboard: the figures, measured frame by frame and shown a few times a second.

import type { Behaviours } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import { Taps } from '../sim/components.ts'
import { createFigures } from './figures.ts'
import { createFrameTimes } from './frame-times.ts'
import { part } from './part.ts'
import type { Witness } from './witness.ts'

const SHOWN_EVERY = 150

/** A longer gap is a tab that was hidden, not a frame. */
const LONGEST_FRAME = 1000

/** Scripts of a sound game need one listener or two. */
const MANY_LISTENERS = 20

/** Called once per frame with its length in milliseconds. */
export type RecordFrame = (milliseconds: number) => void

/** What `createDashboard` takes. */
export interface DashboardParts {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  readonly witness: Witness
  /** Called whenever the figures were brought up to date. */
  onShow(): void
}

/** Fills the line below the picture. */
export function createDashboard({
  behaviours,
  hotReload,
  witness,
  onShow,
}: DashboardParts): RecordFrame {
  const set = createFigures(part('figures'))
  const frames = createFrameTimes()
  let sinceShown = 0

  hotReload.on('published', ({ milliseconds }) =>
    set('live', `${Math.max(1, milliseconds).toFixed(0)} ms`),
  )

  function show(): void {
    const outdated = behaviours.inspect().reduce((sum, report) => sum + report.outdated, 0)
    set('outdated', outdated.toLocaleString('en'), outdated > 0)
    set('frame', `${frames.mean.toFixed(1)} ms`)
    set('reload', `${witness.sincePublished.worstReload.toFixed(2)} ms`)
    set('listeners', Taps.listeners.toLocaleString('en'), Taps.listeners > MANY_LISTENERS)
    onShow()
  }

  return (milliseconds) => {
    if (milliseconds < LONGEST_FRAME) frames.add(milliseconds)
    sinceShown += milliseconds
    if (sinceShown < SHOWN_EVERY) return
    sinceShown = 0
    show()
  }
}
