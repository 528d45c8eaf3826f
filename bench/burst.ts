// What do frames feel of 50 and of 1,000 scripts that change at once, and when are all of them
// live?

import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { type Crowd, type CrowdFrame, type CrowdText, startCrowd } from './harness/crowd.ts'
import { formatNumber } from './harness/format.ts'

const sizes = [50, 1_000] as const
const entitiesOfScript = 10
const budget = 0.5
const quietFrames = 90

const compilers = { native: nativeCompiler, wasm: threadCompiler }

export async function run({ part, quick, report, progress }: BenchContext): Promise<void> {
  const createCompiler = part === 'native' ? compilers.native : compilers.wasm
  const bursts = quick ? 2 : 10
  for (const size of sizes) {
    const name = `${formatNumber(size)} scripts`
    const crowd = await startCrowd(createCompiler(), texts(size, 0), entitiesOfScript)
    const times: number[] = []
    const frames: CrowdFrame[] = []
    for (let burst = 1; burst <= bursts; burst++) {
      progress(name, burst / bursts)
      const { milliseconds, during } = await measureBurst(crowd, texts(size, burst))
      check(crowd, size, burst)
      times.push(milliseconds)
      frames.push(...during)
    }
    report.distribution({ case: `${name}: until all are live`, unit: 'ms', samples: times })
    report.distribution({
      case: `${name}: work of the game's thread in a frame, the scripts' own aside`,
      unit: 'ms',
      samples: frames.map(({ work }) => work),
    })
    report.distribution({
      case: `${name}: of that, swaps`,
      unit: 'ms',
      samples: frames.map(({ reconcile }) => reconcile),
      reach: { p99: budget * 1.1 },
    })
    await crowd.close()
  }
}

async function measureBurst(crowd: Crowd, burst: readonly CrowdText[]) {
  let live: number | undefined
  const stop = crowd.hotReload.on('published', () => {
    live = performance.now()
  })
  const start = performance.now()
  crowd.edit(burst)
  let quiet = 0
  const during = await crowd.play(() => {
    if (live !== undefined && crowd.behaviours.frame.outdated === 0) quiet += 1
    return quiet > quietFrames
  })
  stop()
  if (live === undefined) throw new Error('The burst did not go live.')
  return { milliseconds: live - start, during }
}

/** Every entity runs the burst's text, and each script has one version. */
function check({ behaviours }: Crowd, size: number, burst: number): void {
  for (const { id } of texts(size, burst)) {
    const { edit } = behaviours.component(id).state
    if (edit?.[1] !== burst) throw new Error(`Script "${id}" does not run burst ${burst}.`)
  }
}

function texts(size: number, burst: number): CrowdText[] {
  return Array.from({ length: size }, (_, index) => ({
    id: `npc/s${index}`,
    text: textOf(index, burst),
  }))
}

const textOf = (index: number, burst: number) => `import { defineBehaviour, f64 } from 'tickswap'
const speed: number = ${index % 7}
export default defineBehaviour({
  state: { edit: f64(0) },
  update({ entities, state, delta }) {
    for (const entity of entities) state.edit[entity] = ${burst} + 0 * speed * delta
  },
})`
