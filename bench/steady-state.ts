// What does one frame of a behaviour cost, against the same loop written by hand on bitECS query()?

import type { BenchContext } from './harness/bench.ts'
import { createDrifts, type DriftName } from './harness/drift.ts'
import { formatNumber } from './harness/format.ts'
import { interleave } from './harness/interleave.ts'
import type { Report } from './harness/report.ts'
import { summarise } from './harness/summary.ts'

const turn = 10
const warmUpRounds = 5
const ratioToReach = 1.02

/** Entities to sample, so that every size takes about as long. */
const entitiesPerContender = { full: 200_000_000, quick: 20_000_000 }

interface Sampled {
  readonly case: string
  readonly samples: readonly number[]
}

export function run({ part, quick, report, progress }: BenchContext): void {
  const size = Number(part)
  const samples = interleave(createDrifts(size), {
    rounds: Math.ceil(entitiesPerContender[quick ? 'quick' : 'full'] / size / turn),
    warmUpRounds,
    turn,
    onProgress: (share) => progress(`${formatNumber(size)} entities`, share),
  })
  const of = (name: DriftName) => ({
    case: `${formatNumber(size)} entities, ${name}`,
    unit: 'ms',
    samples: samples.get(name) ?? [],
  })

  for (const loop of ['for…of', 'index loop'] as const) {
    const byHand = of(`${loop} on query()`)
    report.distribution(byHand)
    report.distribution({
      ...of(`${loop} in update`),
      comparedWith: byHand,
      reach: { ratio: ratioToReach },
    })
  }
  const constant = of('index loop on query(), constant arrays')
  report.distribution({ ...constant, comparedWith: of('index loop on query()') })
  reportStricter(report, of('index loop in update'), constant)
  report.distribution({ ...of('each'), comparedWith: of('for…of on query()') })
}

/**
 * P1 does not say which loop by hand. This is the fastest one, which no array that may grow can
 * have.
 */
function reportStricter(report: Report, update: Sampled, constant: Sampled): void {
  const value = summarise(update.samples).median / summarise(constant.samples).median
  report.figure({
    case: update.case,
    metric: 'ratio to constant arrays',
    value,
    unit: '×',
    comparedWith: constant.case,
    ratio: value,
    reach: ratioToReach,
  })
}
