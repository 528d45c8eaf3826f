// How much of a frame does hot reload take while many entities swap to a changed layout, and what do others take?

import type { BenchContext } from './harness/bench.ts'
import { createFlock } from './harness/flock.ts'
import { formatNumber } from './harness/format.ts'
import { type Span, watchGarbage } from './harness/garbage.ts'
import { reportGarbage } from './harness/garbage-report.ts'
import { createHerd, type Layout } from './harness/herd.ts'
import type { Report } from './harness/report.ts'
import { swapFrameByFrame } from './harness/swap.ts'

const budget = 0.5
const perFrame = { p99: 0.55, max: 1 }
const totalToReach = 400
const crowd = 100_000
const multitude = 3_270_000

const plans = {
  crowd: (quick: boolean) => ({ size: crowd, warmUps: 10, turns: quick ? 20 : 200 }),
  multitude: (quick: boolean) => ({ size: multitude, warmUps: 2, turns: quick ? 2 : 10 }),
}

/** One way to swap, and what it has taken so far. */
interface Way {
  readonly name: string
  readonly inBudget: boolean
  /** Hot-reload work, frame by frame, of one swap of all. */
  swap(version: Layout): readonly Span[]
  readonly frames: Span[]
  readonly totals: number[]
}

export async function run({ part, quick, report, progress }: BenchContext): Promise<void> {
  const { size, warmUps, turns } = plans[part === 'crowd' ? 'crowd' : 'multitude'](quick)
  const ways = waysFor(size)
  const { hit } = await watchGarbage(() => {
    for (let turn = -warmUps; turn < turns; turn++) {
      for (const way of ways) swapOnce(way, turn)
      progress(`swap ${formatNumber(size)} entities`, (turn + warmUps) / (turns + warmUps))
    }
    return ways.flatMap(({ frames }) => frames).sort((a, b) => a.start - b.start)
  })
  for (const way of ways) reportWay(report, size, way, ways.at(-1), new Set(hit))
}

function reportWay(
  report: Report,
  size: number,
  way: Way,
  eager: Way | undefined,
  hit: ReadonlySet<Span>,
): void {
  const nameOf = ({ name }: Way, work: string) => `${formatNumber(size)} entities, ${name}, ${work}`
  if (way.inBudget) {
    const work = 'work in a frame'
    report.distribution({
      case: nameOf(way, work),
      unit: 'ms',
      samples: way.frames.map(({ duration }) => duration),
      reach: perFrame,
    })
    reportGarbage(report, nameOf(way, work), way.frames, hit)
  }
  const work = 'work in total'
  report.distribution({
    case: nameOf(way, work),
    unit: 'ms',
    samples: way.totals,
    ...(way.inBudget && size === multitude && { reach: { median: totalToReach } }),
    ...(eager && way !== eager && { comparedWith: { case: nameOf(eager, work), samples: eager.totals } }),
  })
}

function swapOnce(way: Way, turn: number): void {
  const frames = way.swap(Math.abs(turn) % 2 === 0 ? 'rich' : 'lean')
  if (turn < 0) return
  way.frames.push(...frames)
  way.totals.push(frames.reduce((sum, { duration }) => sum + duration, 0))
}

function waysFor(size: number): readonly Way[] {
  const coarse = herdWay(`budget ${budget} ms by a clock of 1 ms`, size, { budget, now: coarseNow })
  return [
    herdWay(`budget ${budget} ms`, size, { budget }),
    ...(size === crowd ? [coarse] : []),
    herdWay('all at once', size, { budget: Number.POSITIVE_INFINITY }),
    flockWay(size),
  ]
}

function herdWay(name: string, size: number, options: { budget: number; now?: () => number }): Way {
  const herd = createHerd(size, options)
  const inBudget = Number.isFinite(options.budget)
  return { name, inBudget, swap: (version) => swapFrameByFrame(herd, version), frames: [], totals: [] }
}

function flockWay(size: number): Way {
  const flock = createFlock(size)
  return {
    name: 'eager objects',
    inBudget: false,
    swap(version) {
      const start = performance.now()
      flock.swapAll(version)
      const duration = performance.now() - start
      flock.runFrame()
      flock.check(version)
      return [{ start, duration }]
    },
    frames: [],
    totals: [],
  }
}

/** What some browsers give a page: whole milliseconds. */
function coarseNow(): number {
  return Math.floor(performance.now())
}
