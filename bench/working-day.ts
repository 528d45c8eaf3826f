// How does a working day go: 100 scripts, 1,000 entities, 147 reloads of which some fail?

import { threadCompiler } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { type Crowd, startCrowd } from './harness/crowd.ts'
import { scriptText } from './harness/script-text.ts'

const scripts = 100
const entitiesOfScript = 10
const reloads = 147
const lines = 100
const firstEdit = 123_456_789
const brokenEvery = 12
const throwingEvery = 17
const framesBetween = 75

/** What the system reported that this day was taken from: a C# engine, on its own machine. */
const theirs = { compile: 247, reload: 612, spike: 0.4, memory: 2.3 }

type Kind = 'good' | 'broken' | 'throwing'

export async function run({ quick, report, progress }: BenchContext): Promise<void> {
  const count = quick ? 30 : reloads
  const texts = Array.from({ length: scripts }, (_, index) => ({
    id: `npc/s${index}`,
    text: scriptText(lines, firstEdit),
  }))
  const crowd = await startCrowd(threadCompiler(), texts, entitiesOfScript)
  for (let edit = 0; edit < 10; edit++) await reload(crowd, edit, 'good')
  const heap = collectedHeap()
  const before = crowd.hotReload.stats()
  const spikes: number[] = []
  const times: number[] = []
  for (let edit = 0; edit < count; edit++) {
    progress('reloading', edit / count)
    const { milliseconds, worst } = await reload(crowd, edit + 10, kindOf(edit))
    if (milliseconds !== undefined) times.push(milliseconds)
    spikes.push(worst)
  }
  const grown = (collectedHeap() - heap) / 1e6
  const stats = crowd.hotReload.stats()
  const { compile } = stats
  const sum = compile.mean * compile.count - before.compile.mean * before.compile.count
  const mean = sum / (compile.count - before.compile.count)
  report.figure({ case: 'compile', metric: 'mean', value: mean, unit: 'ms', reach: theirs.compile })
  report.distribution({
    case: 'reload, from the text to the version',
    unit: 'ms',
    samples: times,
    reach: { max: theirs.reload },
  })
  report.distribution({
    case: 'swaps in a frame, the worst of each reload',
    unit: 'ms',
    samples: spikes,
    reach: { max: theirs.spike },
  })
  report.figure({ case: 'heap', metric: 'growth', value: grown, unit: 'MB', reach: theirs.memory })
  const { total, succeeded, failed } = stats.reloads
  report.figure({ case: 'reloads', metric: 'total', value: total, unit: '' })
  report.figure({ case: 'reloads', metric: 'succeeded', value: succeeded, unit: '' })
  report.figure({ case: 'reloads', metric: 'failed', value: failed, unit: '' })
  report.figure({
    case: 'versions',
    metric: 'taken back by faults',
    value: stats.rollbacks,
    unit: '',
  })
  report.figure({ case: 'scripts', metric: 'uptime', value: stats.uptimeRate * 100, unit: '%' })
  await crowd.close()
}

function kindOf(edit: number): Kind {
  if (edit % brokenEvery === brokenEvery - 1) return 'broken'
  return edit % throwingEvery === throwingEvery - 1 ? 'throwing' : 'good'
}

async function reload({ hotReload, editor, play }: Crowd, edit: number, kind: Kind) {
  const id = `npc/s${edit % scripts}`
  const good = scriptText(lines, firstEdit + edit + 1)
  const text = {
    good,
    broken: good.replace('export default', 'export default default'),
    throwing: good.replace(
      'state.edit[entity] =',
      "if (edit >= 0) throw new Error('tired')\n      state.edit[entity] =",
    ),
  }[kind]
  const outcome = hotReload.next()
  let ended: Awaited<typeof outcome> | undefined
  outcome.then((event) => {
    ended = event
  })
  editor.edit({
    id,
    file: `${id}.ts`,
    text: kind === 'throwing' ? `const edit = ${edit}\n${text}` : text,
  })
  let frames = 0
  const played = await play(() => {
    if (ended) frames += 1
    return frames > framesBetween
  })
  const expected = kind === 'broken' ? 'rejected' : 'published'
  if (ended?.event !== expected) throw new Error(`A ${kind} edit was ${ended?.event}.`)
  const worst = Math.max(...played.map(({ reconcile }) => reconcile))
  const milliseconds = ended.event === 'published' ? ended.payload.milliseconds : undefined
  return { milliseconds, worst }
}

function collectedHeap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
