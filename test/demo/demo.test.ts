// The demo from end to end: what is typed beside the game changes the game.

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  CREATURES,
  currentVersion,
  type Demo,
  pasteLine,
  settledAfter,
  startDemo,
  typeLine,
} from './demo-page.ts'

// A page that is drawn in software takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let demo: Demo
let page: Page
let errors: readonly string[]

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.close())

beforeEach(async () => {
  const opened = await demo.open()
  page = opened.page
  errors = opened.errors
})

afterEach(async () => {
  expect(errors).toEqual([])
  await page.close()
})

test('an edit typed into the editor changes what every creature does', async () => {
  const before = await currentVersion(page, 'colour')
  await page.click('[data-script="colour"]')
  await typeLine(page, 'Look.length[entity]', 'Look.length[entity] = 7')
  await settledAfter(page, 'colour', before)
  const lengths = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    const { game, components } = globalThis.tickswapDemo ?? { game: undefined, components: undefined }
    return [...(components?.Look.length.subarray(1, 1 + (game?.population.count ?? 0)) ?? [])]
  })
  expect(lengths).toEqual(new Array(CREATURES).fill(7))
})

test('an edit keeps the state of every creature', async () => {
  const before = await currentVersion(page, 'wander')
  const paces = await readPaces()
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'wander', before)
  expect(new Set(paces).size).toBeGreaterThan(CREATURES / 2)
  expect(await readPaces()).toEqual(paces)
})

test('an edit that adds a state field keeps the other fields', async () => {
  const before = await currentVersion(page, 'wander')
  const paces = await readPaces()
  await pasteLine(page, 'state: {', 'state: { pace: f32(1), age: f32(0) },')
  await settledAfter(page, 'wander', before)
  expect(await readPaces()).toEqual(paces)
})

test('no frame swaps more creatures than the budget allows', async () => {
  const budget = 100
  const before = await currentVersion(page, 'wander')
  await page.evaluate((entities) => {
    const behaviours = globalThis.tickswapDemo?.game.behaviours
    if (!behaviours) return
    behaviours.budget = { entities }
    const swaps: number[] = []
    behaviours.on('swapped', ({ entities }) => swaps.push(entities))
    Object.assign(globalThis, { swaps })
  }, budget)
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'wander', before)
  const swaps: number[] = await page.evaluate('swaps')
  expect(Math.max(...swaps)).toBeLessThanOrEqual(budget)
  expect(swaps.reduce((sum, count) => sum + count, 0)).toBe(CREATURES)
})

test('an edited helper renews all that import it, in one generation', async () => {
  await page.evaluate(() => {
    const generations: string[][] = []
    globalThis.tickswapDemo?.game.behaviours.on('published', ({ versions }) => {
      generations.push(Object.keys(versions).sort())
    })
    Object.assign(globalThis, { generations })
  })
  const before = await currentVersion(page, 'wander')
  await page.click('[data-script="lib/wave"]')
  await pasteLine(page, 'return t <', 'return t < 0.5 ? 1 : -1')
  await settledAfter(page, 'wander', before)
  expect(await page.evaluate('generations')).toEqual([['colour', 'wander', 'wind']])
})

test('a broken text leaves the running version alone, and the page says where and what', async () => {
  const before = await currentVersion(page, 'wander')
  await pasteLine(page, 'const SPEED', 'const SPEED = = 300')
  const problem = page.locator('.problem')
  await problem.waitFor()
  expect(await problem.textContent()).toMatch(/^wander\.ts:8:15\s+Unexpected "="/)
  expect(await page.locator('.cm-lintRange-error').count()).toBe(1)
  expect(await page.locator('.cm-lint-marker-error').count()).toBe(1)
  expect(await currentVersion(page, 'wander')).toBe(before)

  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'wander', before)
  expect(await problem.count()).toBe(0)
  expect(await page.locator('.cm-lintRange-error').count()).toBe(0)
})

test('a version that throws is withdrawn, and the script can be put right', async () => {
  const before = await currentVersion(page, 'vortex')
  await page.click('text="Make it throw"')
  const problem = page.locator('.problem', { hasText: 'threw in update: The whirl has had enough' })
  await problem.waitFor()
  expect(await problem.textContent()).toMatch(/^vortex\.ts:\d+:\d+ /)
  await page.locator('.cm-line:has(.cm-lintRange-error)', { hasText: 'throw new Error' }).waitFor()
  expect(await currentVersion(page, 'vortex')).toBe(before)

  await page.click('text="Whirlpool"')
  await settledAfter(page, 'vortex', before)
  await page.click('#reset')
  await page.locator('#messages', { hasText: /^Live after/ }).waitFor()
})

test('an edit is taken once typing pauses', async () => {
  const changes = await watchChanges()
  await stopTime()
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await page.clock.runFor(149)
  expect(await changes()).toEqual([])
  await page.clock.runFor(1)
  expect(await changes()).toEqual([['wander']])
})

test('Ctrl+S takes an edit at once', async () => {
  const changes = await watchChanges()
  await stopTime()
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await page.keyboard.press('Control+s')
  expect(await changes()).toEqual([['wander']])
})

test('every example edits its script', async () => {
  const changes = await watchChanges()
  const chips = await page.locator('.chip').all()
  for (const [i, chip] of chips.entries()) {
    await chip.click()
    expect(await changes()).toHaveLength(i + 1)
  }
  expect(chips.length).toBeGreaterThan(0)
})

/** From now on timers of the page go off in `page.clock.runFor` alone. */
async function stopTime(): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
}

/** The ids of every text that came in from now on. */
async function watchChanges(): Promise<() => Promise<string[][]>> {
  await page.evaluate(() => {
    const changes: (readonly string[])[] = []
    globalThis.tickswapDemo?.hotReload.on('changed', ({ ids }) => changes.push(ids))
    Object.assign(globalThis, { changes })
  })
  return () => page.evaluate('changes')
}

function readPaces(): Promise<number[]> {
  return page.evaluate(() => {
    const { game } = globalThis.tickswapDemo ?? {}
    const { pace = [] } = game?.behaviours.component('wander').state ?? {}
    return Array.from({ length: game?.population.count ?? 0 }, (_, i) => Number(pace[i + 1]))
  })
}
