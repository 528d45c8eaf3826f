// How long does it take from before a file is written until a frame has run its new code, against
// Vite's own HMR?

import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { chromiumArguments, ensureChromium } from '../test/browser/chromium.ts'
import { createProject, type Project } from '../test/vite/project.ts'
import { startVite } from '../test/vite/vite-process.ts'
import type { BenchContext } from './harness/bench.ts'
import {
  cases,
  type EditCase,
  moduleText,
  pathOf,
  type Side,
  writeModules,
} from './harness/vite-modules.ts'
import type { EditTimes } from './vite-game/src/page.ts'

const game = fileURLToPath(new URL('vite-game', import.meta.url))

/** People pause between edits. Watchers, bursts and second looks are over by then. */
const PAUSE_MILLISECONDS = 250
const MISSED_MILLISECONDS = 5_000

interface Sample {
  readonly total: number
  readonly times: EditTimes
  readonly begun: number
}

export async function run({ part, quick, report, progress }: BenchContext): Promise<void> {
  const plan = cases[part]
  if (!plan) throw new Error(`There is no case "${part}".`)
  const rounds = quick ? 12 : 100
  const warmUps = quick ? 3 : 10
  const project = createProject('vite', game)
  writeModules(project)
  const vite = await startVite(project.root)
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArguments],
  })
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(vite.url)
    await page.waitForFunction(() => globalThis.page?.isReady())
    const samples: Record<Side, Sample[]> = { scripts: [], plain: [] }
    const missed: Record<Side, number> = { scripts: 0, plain: 0 }
    const sides: Side[] = ['scripts', 'plain']
    for (let round = -warmUps; round < rounds; round++) {
      progress(part, (round + warmUps) / (rounds + warmUps))
      for (const side of sides.reverse()) {
        const sample = await edit(project, page, side, plan, round + warmUps + 1)
        if (round < 0) continue
        if (sample) samples[side].push(sample)
        else missed[side] += 1
      }
    }
    tell(part, plan, samples, missed, report)
  } finally {
    await browser.close()
    await vite.stop()
    project.delete()
  }
}

/**
 * Writes the files, as one save, and waits until all the modules concerned have run. Undefined if
 * they never do.
 */
async function edit(
  project: Project,
  page: Page,
  side: Side,
  { edited, running, isInPage = false }: EditCase,
  edit: number,
): Promise<Sample | undefined> {
  const modules = running.map((name) => `${side}/${name}`)
  const waiting = page.evaluate(([modules, edit]) => globalThis.page?.whenRun(modules, edit), [
    modules,
    edit,
  ] as const)
  const texts = edited.map((name) => [pathOf(side, name), moduleText(side, name, edit)] as const)
  await pause()
  let begun = performance.timeOrigin + performance.now()
  if (isInPage && side === 'scripts') begun = await editInPage(page, edited, edit)
  else for (const [path, text] of texts) project.write(path, text)
  const times = await Promise.race([waiting, pause(MISSED_MILLISECONDS)])
  return times && { begun, times, total: times.run - begun }
}

/** Answers when the page was handed the first text. */
async function editInPage(page: Page, edited: readonly string[], edit: number): Promise<number> {
  const texts = edited.map((name) => [name, moduleText('scripts', name, edit)] as const)
  const begun = await page.evaluate(
    (texts) => texts.map(([id, text]) => globalThis.page?.edit(id, text)),
    texts,
  )
  return begun[0] ?? Number.NaN
}

function tell(
  name: string,
  { isInPage, reach }: EditCase,
  { scripts, plain }: Record<Side, readonly Sample[]>,
  missed: Record<Side, number>,
  report: BenchContext['report'],
): void {
  const own = { case: `${name}: Vite’s own HMR`, samples: plain.map(({ total }) => total) }
  const ours = { case: `${name}: tickswap`, samples: scripts.map(({ total }) => total) }
  report.distribution({ ...own, unit: 'ms' })
  report.distribution({
    ...ours,
    unit: 'ms',
    comparedWith: own,
    ...(reach !== undefined && { reach: { ratio: reach } }),
  })
  for (const { case: of, samples } of [own, ours]) {
    report.figure({ case: of, metric: 'p95', value: quantile(samples, 0.95), unit: 'ms' })
  }
  report.figure({ case: own.case, metric: 'missed', value: missed.plain, unit: 'edits' })
  report.figure({
    case: ours.case,
    metric: 'missed',
    value: missed.scripts,
    unit: 'edits',
    reach: 0,
  })
  const stages: Record<string, (sample: Sample) => number> = isInPage
    ? {
        'until it is compiled, linked and current': ({ begun, times }) => times.published - begun,
        'until a frame has run it': ({ times }) => times.run - times.published,
      }
    : {
        'until the watcher tells': ({ begun, times }) => times.noticed - begun,
        'until the text is read': ({ times }) => times.read - times.noticed,
        'until it is compiled': ({ times }) => times.compiled - times.read,
        'until the page has it': ({ times }) => times.received - times.compiled,
        'until it is linked and current': ({ times }) => times.published - times.received,
        'until a frame has run it': ({ times }) => times.run - times.published,
      }
  for (const [stage, timeOf] of Object.entries(stages)) {
    report.figure({
      case: `${ours.case}, ${stage}`,
      metric: 'median',
      value: quantile(scripts.map(timeOf), 0.5),
      unit: 'ms',
    })
  }
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

function pause(milliseconds = PAUSE_MILLISECONDS): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined))
}
