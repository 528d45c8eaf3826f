// How long does it take to go back to an earlier version, by hand and by a fault, and what does a
// rollout cost each frame?

import type { BenchContext } from './harness/bench.ts'
import { chillCaches } from './harness/cold-caches.ts'
import { formatNumber } from './harness/format.ts'
import { createFusedGame, type FusedGame, type Withdrawal } from './harness/fused-game.ts'
import { collectGarbage } from './harness/garbage.ts'
import { guardCompilers } from './harness/guard-compilers.ts'
import { interleave } from './harness/interleave.ts'
import { createRolloutFrames, type RolloutFrame } from './harness/rollout-frames.ts'

const millisecondsToReach = 0.1
const sizes = [1_000, 1_000_000] as const
const tinySize = 16

/**
 * Warm: a tiny game has just gone back, so that the code is in the processor's caches and only what
 * depends on the size is not. Cold: nothing is there, as after the game's own work.
 */
const caches = ['warm', 'cold'] as const
type Caches = (typeof caches)[number]

interface Case<Sample> {
  readonly game: FusedGame
  readonly caches: Caches
  readonly samples: Sample[]
}
const warmUps = 20
const id = 'wander'

const parts: Readonly<Record<string, (context: BenchContext) => void | Promise<void>>> = {
  'by hand': byHand,
  'by fault': byFault,
  frames,
}

export async function run(context: BenchContext): Promise<void> {
  await parts[context.part]?.(context)
}

interface Games {
  readonly tiny: FusedGame
  readonly measured: readonly FusedGame[]
}

async function createGames(): Promise<Games> {
  const { guarded } = await guardCompilers()
  const tiny = await createFusedGame(tinySize, guarded)
  const measured: FusedGame[] = []
  for (const size of sizes) measured.push(await createFusedGame(size, guarded))
  for (const game of [tiny, ...measured]) game.settle()
  return { tiny, measured }
}

async function close({ tiny, measured }: Games): Promise<void> {
  for (const game of [tiny, ...measured]) await game.close()
}

function casesOf<Sample>({ measured }: Games): readonly Case<Sample>[] {
  return measured.flatMap((game) => caches.map((state) => ({ game, caches: state, samples: [] })))
}

/** Back and forward again, between two committed versions. */
async function byHand({ quick, report, progress }: BenchContext): Promise<void> {
  const turns = quick ? 30 : 200
  const games = await createGames()
  for (const game of [games.tiny, ...games.measured]) {
    await game.edit(2)
    game.settle()
  }
  const cases = casesOf<number>(games)
  for (let turn = -warmUps; turn < turns; turn++) {
    for (const one of cases) {
      const times = backAndForward(games.tiny, one)
      if (turn >= 0) one.samples.push(...times)
    }
    progress('go back, settle, go forward, settle', (turn + warmUps) / (turns + warmUps))
  }
  reportCases(report, 'rollback()', cases, (time) => time, millisecondsToReach)
  await close(games)
}

function backAndForward(tiny: FusedGame, one: Case<number>): number[] {
  const newest = [tiny, one.game].map(({ behaviours }) => behaviours.inspect(id).version)
  return [[], newest].map(([ofTiny, ofGame]) => {
    prepare(one.caches, () => tiny.hotReload.rollback(id, ofTiny))
    const start = performance.now()
    one.game.hotReload.rollback(id, ofGame)
    const time = performance.now() - start
    tiny.settle()
    one.game.settle()
    return time
  })
}

/** All entities run a version that is still on probation when it throws. */
async function byFault({ quick, report, progress }: BenchContext): Promise<void> {
  const turns = quick ? 30 : 200
  const games = await createGames()
  const { tiny } = games
  const cases = casesOf<Withdrawal>(games)
  let pace = 1
  for (let turn = -warmUps; turn < turns; turn++) {
    for (const { game, caches, samples } of cases) {
      pace += 1
      await game.edit(pace)
      await tiny.edit(pace)
      prepare(caches, () => tiny.blow())
      const withdrawal = game.blow()
      tiny.settle()
      game.settle()
      if (turn >= 0) samples.push(withdrawal)
    }
    progress('publish, throw, settle', (turn + warmUps) / (turns + warmUps))
  }
  reportCases(
    report,
    'the good version is current',
    cases,
    ({ toCurrent }) => toCurrent,
    millisecondsToReach,
  )
  reportCases(report, 'the pipeline has told the place', cases, ({ toTold }) => toTold)
  reportCases(report, 'the good code runs', cases, ({ toRunning }) => toRunning)
  await close(games)
}

/** The tiny game goes back either way; what comes after it decides what the caches hold. */
function prepare(state: Caches, goBack: () => unknown): void {
  collectGarbage('minor')
  goBack()
  if (state === 'cold') chillCaches()
}

function reportCases<Sample>(
  report: BenchContext['report'],
  what: string,
  cases: readonly Case<Sample>[],
  timeOf: (sample: Sample) => number,
  reach?: number,
): void {
  const distributions = cases.map(({ game, caches, samples }) => ({
    caches,
    case: `${formatNumber(game.size)} entities, ${what}, ${caches}`,
    samples: samples.map(timeOf),
  }))
  for (const { caches, ...one } of distributions) {
    const smallest = distributions.find((other) => other.caches === caches)
    report.distribution({
      ...one,
      unit: 'ms',
      ...(smallest && smallest.case !== one.case && { comparedWith: smallest }),
      ...(reach !== undefined && { reach: { median: reach } }),
    })
  }
}

function frames({ quick, report, progress }: BenchContext): void {
  const size = 100_000
  const samples = interleave(createRolloutFrames(size), {
    rounds: quick ? 20 : 200,
    warmUpRounds: 5,
    turn: 10,
    onProgress: (share) => progress(`frames of ${formatNumber(size)} entities`, share),
  })
  const of = (frame: RolloutFrame) => ({
    case: `${formatNumber(size)} entities, ${frame}`,
    unit: 'ms',
    samples: samples.get(frame) ?? [],
  })
  report.distribution(of('steady state'))
  report.distribution({ ...of('probation'), comparedWith: of('steady state') })
  report.distribution({ ...of('half way'), comparedWith: of('steady state') })
}
