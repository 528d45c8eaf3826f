// What does one edit cost in projects of 10, 100 and 1,000 scripts: of a script, and of a helper
// that ten scripts import?

import { nativeCompiler } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { type Crowd, type CrowdText, startCrowd } from './harness/crowd.ts'
import { formatNumber } from './harness/format.ts'

const sizes = [10, 100, 1_000] as const
const importers = 10
const helper = 'lib/helper'
const enoughFrames = 1_000

interface Case {
  readonly size: number
  readonly crowd: Crowd
  readonly script: number[]
  readonly helper: number[]
}

export async function run({ quick, report, progress }: BenchContext): Promise<void> {
  const edits = quick ? 10 : 100
  const warmUps = quick ? 3 : 20
  const cases: Case[] = []
  for (const size of sizes) {
    progress(`starting ${formatNumber(size)} scripts`)
    const crowd = await startCrowd(nativeCompiler(), project(size), 1)
    // What an edit costs, not how it is spread over frames: that is burst's question.
    crowd.behaviours.budget = Number.POSITIVE_INFINITY
    cases.push({ size, crowd, script: [], helper: [] })
  }
  for (let edit = 1 - warmUps; edit <= edits; edit++) {
    progress('editing', (edit + warmUps) / (edits + warmUps))
    for (const { crowd, ...samples } of cases) {
      const script = await timeEdit(crowd, { id: 'npc/s0', text: scriptText(edit) }, 1)
      const shared = await timeEdit(crowd, { id: helper, text: helperText(edit) }, importers)
      if (edit < 1) continue
      samples.script.push(script)
      samples.helper.push(shared)
    }
  }
  const [smallest] = cases
  if (!smallest) throw new Error('There is nothing to compare with.')
  for (const which of ['script', 'helper'] as const) {
    for (const one of cases) {
      const compared = { case: caseName(which, smallest.size), samples: smallest[which] }
      report.distribution({
        case: caseName(which, one.size),
        unit: 'ms',
        samples: one[which],
        ...(one !== smallest && { comparedWith: compared }),
      })
    }
  }
  for (const { crowd } of cases) await crowd.close()
}

function caseName(which: 'script' | 'helper', size: number): string {
  const what = which === 'script' ? 'a script' : `a helper that ${importers} import`
  return `${what}, of ${formatNumber(size)}`
}

/**
 * From the text to the published versions, as the event says; frames are played until all are
 * proven.
 */
async function timeEdit(
  { hotReload, behaviours, edit }: Crowd,
  text: CrowdText,
  renewed: number,
): Promise<number> {
  let compiled = 0
  const stop = hotReload.on('compiled', () => {
    compiled += 1
  })
  const outcome = hotReload.next()
  edit([text])
  const { event, payload } = await outcome
  stop()
  if (event !== 'published') throw new Error(`The edit of "${text.id}" was ${event}.`)
  const versions = Object.keys(payload.versions).length
  if (versions !== renewed || compiled !== 1) {
    throw new Error(
      `The edit of "${text.id}" renewed ${versions} scripts and compiled ${compiled} files.`,
    )
  }
  for (let frame = 0; frame < enoughFrames && !areProven(behaviours, payload.versions); frame++) {
    behaviours.step(1 / 60)
  }
  // The next edit is no part of a burst.
  await new Promise((resolve) => setTimeout(resolve, 110))
  return payload.milliseconds
}

function areProven(
  behaviours: Crowd['behaviours'],
  versions: Readonly<Record<string, number>>,
): boolean {
  return Object.keys(versions).every((id) => behaviours.inspect(id).phase === 'committed')
}

/** Ten scripts import the helper; the others are there. */
function project(size: number): CrowdText[] {
  const scripts = Array.from({ length: size }, (_, index) => ({
    id: `npc/s${index}`,
    text: index > 0 && index < importers ? importerText(index) : scriptText(-index),
  }))
  return [
    { id: helper, text: helperText(0) },
    ...scripts,
    { id: `npc/s${size}`, text: importerText(size) },
  ]
}

const helperText = (edit: number) => `export const value: number = ${edit}`

const scriptText = (edit: number) => `import { defineBehaviour, f64 } from 'tickswap'
export default defineBehaviour({
  state: { edit: f64(0) },
  update({ entities, state }) {
    for (const entity of entities) state.edit[entity] = ${edit}
  },
})`

const importerText = (index: number) => `import { defineBehaviour, f64 } from 'tickswap'
import { value } from '../lib/helper'
export default defineBehaviour({
  state: { edit: f64(0) },
  update({ entities, state }) {
    for (const entity of entities) state.edit[entity] = value + ${index}
  },
})`
