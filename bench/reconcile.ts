// How much of a frame does hot reload take while many entities swap to a changed layout, and what
// do others take?

import type { BenchContext } from './harness/bench.ts'
import { createFlock, type Replacement } from './harness/flock.ts'
import { formatNumber } from './harness/format.ts'
import { collectGarbage, type Span, watchGarbage } from './harness/garbage.ts'
import { reportGarbage } from './harness/garbage-report.ts'
import { createHerd, type Herd } from './harness/herd.ts'
import type { Report } from './harness/report.ts'
import { swapFrameByFrame } from './harness/swap.ts'

const budget = 0.5
const perFrame = { p99: 0.55, max: 1 }
const totalToReach = 400
const crowd = 100_000
const multitude = 3_270_000

interface Plan {
  readonly size: number
  readonly warmUps: number
  readonly turns: number
  /** What is collected before each swap. */
  readonly collection: 'minor' | 'major'
  /** Taking turns. Millions of objects cannot: they would make each other's collections longer. */
  readonly isInterleaved: boolean
}

/**
 * A quick run takes a tenth of the multitude: to make them all takes much longer than to swap them.
 */
const plans: Readonly<Record<string, (quick: boolean) => Plan>> = {
  crowd: (quick) => ({
    size: crowd,
    warmUps: 10,
    turns: quick ? 20 : 200,
    collection: 'minor',
    isInterleaved: true,
  }),
  multitude: (quick) =>
    quick
      ? { size: multitude / 10, warmUps: 5, turns: 5, collection: 'major', isInterleaved: false }
      : { size: multitude, warmUps: 2, turns: 10, collection: 'major', isInterleaved: false },
}

/** What a way to swap has taken. */
interface Taken {
  readonly name: string
  readonly inBudget: boolean
  readonly frames: Span[]
  readonly totals: number[]
}

/** One way to swap, with all the entities or objects that it swaps. */
interface Way extends Taken {
  /** Hot-reload work, frame by frame, of one swap of all. */
  swap(): readonly Span[]
}

export async function run({ part, quick, report, progress }: BenchContext): Promise<void> {
  const plan = plans[part]
  if (!plan) throw new Error(`There is no part "${part}".`)
  const { size, warmUps, turns, collection, isInterleaved } = plan(quick)
  const makers = waysFor(size)
  const groups = isInterleaved ? [makers] : makers.map((maker) => [maker])
  const ways: Taken[] = []
  const { hit } = await watchGarbage(() => {
    for (const group of groups) {
      const competing = group.map((make) => make())
      for (let turn = -warmUps; turn < turns; turn++) {
        for (const way of competing) {
          collectGarbage(collection)
          swapOnce(way, turn)
        }
        progress(`swap ${formatNumber(size)} entities`, (turn + warmUps) / (turns + warmUps))
      }
      ways.push(
        ...competing.map(({ name, inBudget, frames, totals }) => ({
          name,
          inBudget,
          frames,
          totals,
        })),
      )
    }
    return ways.flatMap(({ frames }) => frames).sort((a, b) => a.start - b.start)
  })
  // The leaner of the two eager ways: whoever looks better beside it looks better beside both.
  const bare = ways.find(({ name }) => name === 'eager objects, bare')
  for (const way of ways) reportWay(report, size, way, bare, new Set(hit))
}

function reportWay(
  report: Report,
  size: number,
  way: Taken,
  eager: Taken | undefined,
  hit: ReadonlySet<Span>,
): void {
  const nameOf = ({ name }: Taken, work: string) =>
    `${formatNumber(size)} entities, ${name}, ${work}`
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
    ...(eager &&
      way !== eager && { comparedWith: { case: nameOf(eager, work), samples: eager.totals } }),
  })
}

function swapOnce(way: Way, turn: number): void {
  const frames = way.swap()
  if (turn < 0) return
  way.frames.push(...frames)
  way.totals.push(frames.reduce((sum, { duration }) => sum + duration, 0))
}

function waysFor(size: number): readonly (() => Way)[] {
  const inCoarseTime = () =>
    herdWay(`budget ${budget} ms by a clock of 1 ms`, createHerd(size, { now: coarseNow }), budget)
  return [
    () => herdWay(`budget ${budget} ms`, createHerd(size), budget),
    ...(size === crowd ? [inCoarseTime] : []),
    () => herdWay('all at once', createHerd(size), Number.POSITIVE_INFINITY),
    () => flockWay(size, 'bare'),
    () => flockWay(size, 'by name'),
  ]
}

function herdWay(name: string, herd: Herd, perFrame: number): Way {
  return {
    name,
    inBudget: Number.isFinite(perFrame),
    swap() {
      herd.behaviours.budget = perFrame
      return swapFrameByFrame(herd)
    },
    frames: [],
    totals: [],
  }
}

function flockWay(size: number, replacement: Replacement): Way {
  const flock = createFlock(size, replacement)
  return {
    name: `eager objects, ${replacement}`,
    inBudget: false,
    swap() {
      const start = performance.now()
      flock.swapAll()
      const duration = performance.now() - start
      flock.runFrame()
      flock.check()
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
