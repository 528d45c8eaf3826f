// What does the loop guard cost, on the demo's scripts and at worst, and when does a trapped loop
// end?

import type { BenchContext } from './harness/bench.ts'
import { demoHosts, demoTexts } from './harness/demo-scripts.ts'
import { formatNumber } from './harness/format.ts'
import { guardCompilers } from './harness/guard-compilers.ts'
import { interleave } from './harness/interleave.ts'
import { tightTexts, tightTurns, trappedTexts } from './harness/loop-texts.ts'
import { type ScriptedGameOptions, startScriptedGame } from './harness/scripted-game.ts'
import { setTrap } from './harness/trap.ts'

const entities = 20_000
const turn = 10
const warmUpRounds = 20
const rounds = { full: 300, quick: 40 }
const traps = { full: 20, quick: 2 }
const ratioToReach = 1.05
const millisecondsToReach = 300

export async function run(context: BenchContext): Promise<void> {
  const { part } = context
  if (part === 'trapped') return measureTraps(context)
  const tight = tightTexts.get(part)
  if (tight) {
    const name = `${formatNumber(tightTurns)} turns of ${part}`
    return compare(context, name, { hosts: {}, texts: { tight }, id: 'tight', entities: 0 })
  }
  const options = { hosts: await demoHosts(), texts: demoTexts(part), id: part }
  const count = part === 'day' ? 0 : entities
  const name = `${part}, ${count > 0 ? `${formatNumber(count)} entities` : 'no entities'}`
  return compare(context, name, { ...options, entities: count }, { ratio: ratioToReach })
}

/** One frame of the same script, without and with the guard. */
async function compare(
  { quick, report, progress }: BenchContext,
  name: string,
  options: Omit<ScriptedGameOptions, 'compiler'>,
  reach = {},
): Promise<void> {
  const compilers = await guardCompilers()
  const plain = await startScriptedGame({ ...options, compiler: compilers.plain })
  const guarded = await startScriptedGame({ ...options, compiler: compilers.guarded })
  const samples = interleave(
    { plain: plain.frame, guarded: guarded.frame },
    {
      rounds: rounds[quick ? 'quick' : 'full'],
      warmUpRounds,
      turn,
      onProgress: (share) => progress(name, share),
    },
  )
  const without = { case: `${name}, without`, unit: 'ms', samples: samples.get('plain') ?? [] }
  report.distribution(without)
  report.distribution({
    case: `${name}, with`,
    unit: 'ms',
    samples: samples.get('guarded') ?? [],
    comparedWith: without,
    reach,
  })
  await plain.close()
  await guarded.close()
}

/** The frame in which a script is trapped, from its start to its end. */
async function measureTraps({ quick, report, progress }: BenchContext): Promise<void> {
  const trap = await setTrap((await guardCompilers()).guarded)
  let edit = 0
  for (const [name, text] of trappedTexts) {
    const samples: number[] = []
    for (let turn = 0; turn < traps[quick ? 'quick' : 'full']; turn++) {
      progress(name)
      samples.push(await trap.spring(text(edit++)))
    }
    report.distribution({ case: name, unit: 'ms', samples, reach: { max: millisecondsToReach } })
  }
  await trap.close()
}
