// How long does publishing a version hold the main thread, and does that grow with the number of
// entities?

import type { BenchContext } from './harness/bench.ts'
import { chillCaches } from './harness/cold-caches.ts'
import { formatNumber } from './harness/format.ts'
import { type Span, watchGarbage } from './harness/garbage.ts'
import { reportGarbage } from './harness/garbage-report.ts'
import { createHerd, type Herd, type Layout, otherLayout } from './harness/herd.ts'
import type { Report } from './harness/report.ts'

const millisecondsToReach = 0.05
const sizes = [1_000, 1_000_000] as const
const warmUps = 20

/** What a publication changes: nothing of the layout, or all that a herd can. */
const changes = {
  'same layout': (layout: Layout) => layout,
  'changed layout': otherLayout,
}

/**
 * An edit is rare, so its code and data are seldom in the processor's caches. Warm: a tiny herd has
 * just been published to, so that the code is there and only what depends on the size is not. Cold:
 * nothing is there.
 */
type Caches = 'warm' | 'cold'

interface Case {
  readonly name: string
  readonly herd: Herd
  readonly change: (layout: Layout) => Layout
  readonly caches: Caches
  /** The name of the same case with the fewest entities. */
  readonly smallest: string
  readonly spans: Span[]
}

export async function run({ quick, report, progress }: BenchContext): Promise<void> {
  const turns = quick ? 30 : 200
  const cases = [...allCases()]
  const prepare = createPreparations()
  const { hit } = await watchGarbage(() => {
    for (let turn = -warmUps; turn < turns; turn++) {
      for (const one of cases) publishOnce(one, turn, prepare[one.caches])
      progress('publish, settle, publish again', (turn + warmUps) / (turns + warmUps))
    }
    return cases.flatMap(({ spans }) => spans).sort((a, b) => a.start - b.start)
  })
  for (const one of cases) reportCase(report, one, cases, new Set(hit))
}

function reportCase(
  report: Report,
  one: Case,
  cases: readonly Case[],
  hit: ReadonlySet<Span>,
): void {
  const small = cases.find(({ name }) => name === one.smallest)
  report.distribution({
    case: one.name,
    unit: 'ms',
    samples: durations(one.spans),
    reach: { median: millisecondsToReach },
    ...(small &&
      small !== one && { comparedWith: { case: small.name, samples: durations(small.spans) } }),
  })
  reportGarbage(report, one.name, one.spans, hit)
}

function* allCases(): Generator<Case> {
  for (const size of sizes) {
    const herd = createHerd(size)
    for (const [name, change] of Object.entries(changes)) {
      for (const caches of ['warm', 'cold'] as const) {
        const nameOf = (entities: number) =>
          `${formatNumber(entities)} entities, ${name}, ${caches}`
        yield { name: nameOf(size), smallest: nameOf(sizes[0]), herd, change, caches, spans: [] }
      }
    }
  }
}

/** What is done right before each publication, by the state that caches shall be in. */
function createPreparations(): Readonly<Record<Caches, () => void>> {
  const tiny = createHerd(16)
  return {
    warm() {
      tiny.behaviours.publish(tiny.definitions('lean'))
      tiny.settle()
      tiny.behaviours.publish(tiny.definitions('lean'))
    },
    cold: chillCaches,
  }
}

/** Measures one publication; everything around it is not measured. */
function publishOnce({ herd, change, spans }: Case, turn: number, prepare: () => void): void {
  const layout = change(herd.layout)
  const definitions = herd.definitions(layout)
  prepare()
  const start = performance.now()
  herd.behaviours.publish(definitions)
  const duration = performance.now() - start
  herd.settle()
  herd.check(layout)
  if (turn >= 0) spans.push({ start, duration })
}

function durations(spans: readonly Span[]): readonly number[] {
  return spans.map(({ duration }) => duration)
}
