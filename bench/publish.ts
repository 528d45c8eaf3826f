// How long does publishing a version hold the main thread, and does that grow with the number of entities?

import type { BenchContext } from './harness/bench.ts'
import { formatNumber } from './harness/format.ts'
import { type Span, watchGarbage } from './harness/garbage.ts'
import { createHerd, type Herd, type Layout } from './harness/herd.ts'
import { summarise } from './harness/summary.ts'

const millisecondsToReach = 0.05
const sizes = [1_000, 1_000_000] as const
const warmUps = 20

/** Larger than any cache: after walking it, a small world is as cold as a large one. */
const coldness = new Uint8Array(64 * 2 ** 20)

/** What a publication changes: nothing of the layout (even turns) or all that a herd can (odd turns). */
const changes = {
  'same layout': ['lean', 'lean'],
  'changed layout': ['rich', 'lean'],
} as const satisfies Record<string, readonly [Layout, Layout]>

interface Case {
  readonly name: string
  readonly herd: Herd
  readonly layouts: readonly [Layout, Layout]
  readonly smaller: string | undefined
  readonly spans: Span[]
}

export async function run({ quick, report, progress }: BenchContext): Promise<void> {
  const turns = quick ? 40 : 300
  const cases = sizes.flatMap((size) => casesOf(size))
  const { hit } = await watchGarbage(() => {
    for (let turn = -warmUps; turn < turns; turn++) {
      for (const one of cases) publishOnce(one, turn)
      progress('publish, settle, publish again', (turn + warmUps) / (turns + warmUps))
    }
    return cases.flatMap(({ spans }) => spans).sort((a, b) => a.start - b.start)
  })
  for (const { name, spans, smaller } of cases) {
    const small = cases.find((other) => other.name === smaller)
    report.distribution({
      case: name,
      unit: 'ms',
      samples: spans.map(({ duration }) => duration),
      reach: { median: millisecondsToReach },
      ...(small && {
        comparedWith: { case: small.name, samples: small.spans.map(({ duration }) => duration) },
      }),
    })
    reportGarbage(name, spans, new Set(hit))
  }

  function reportGarbage(name: string, spans: readonly Span[], hitSpans: ReadonlySet<Span>): void {
    const free = spans.filter((span) => !hitSpans.has(span)).map(({ duration }) => duration)
    report.figure({
      case: name,
      metric: 'hit by a garbage collection',
      value: spans.length - free.length,
      unit: 'samples',
    })
    if (free.length > 0)
      report.figure({ case: name, metric: 'max of the others', value: summarise(free).max, unit: 'ms' })
  }
}

function casesOf(size: number): readonly Case[] {
  const nameOf = (entities: number, change: string) => `${formatNumber(entities)} entities, ${change}`
  return Object.entries(changes).map(([change, layouts]) => ({
    name: nameOf(size, change),
    smaller: size === sizes[0] ? undefined : nameOf(sizes[0], change),
    herd: createHerd(size),
    layouts,
    spans: [],
  }))
}

/** Measures one publication; everything around it is not measured. */
function publishOnce({ herd, layouts, spans }: Case, turn: number): void {
  const layout = layouts[Math.abs(turn) % 2 === 0 ? 0 : 1]
  const definitions = herd.definitions(layout)
  for (let index = 0; index < coldness.length; index += 64) coldness[index]++
  const start = performance.now()
  herd.behaviours.publish(definitions)
  const duration = performance.now() - start
  herd.settle()
  herd.check(layout)
  if (turn >= 0) spans.push({ start, duration })
}
