// The demo from end to end: what is typed beside the game changes the game.

import { expect, test } from 'vitest'
import {
  clickLine,
  currentVersion,
  FISH,
  outcomeOf,
  pasteLine,
  readState,
  settledAfter,
  showScript,
  typeLine,
} from './demo-page.ts'
import { page } from './shared-page.ts'

test('an edit typed into the editor changes what every fish does', async () => {
  const before = await currentVersion(page, 'colour')
  await showScript(page, 'colour')
  await typeLine(page, 'const LENGTH', 'const LENGTH = 0')
  await settledAfter(page, 'colour', before)
  const lengths = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    const { game, components } = globalThis.tickswapDemo ?? {}
    const { version = [] } = game?.behaviours.component('colour') ?? {}
    return [...version].flatMap((number, fish) =>
      number > 0 ? [components?.Look.length[fish]] : [],
    )
  })
  expect(lengths).toEqual(new Array(FISH).fill(Math.fround(0.14)))
})

test('an edit keeps the state of every fish', async () => {
  const before = await currentVersion(page, 'flock')
  const paces = await readState(page, 'flock', 'pace')
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'flock', before)
  expect(new Set(paces).size).toBeGreaterThan(FISH / 2)
  expect(await readState(page, 'flock', 'pace')).toEqual(paces)
})

test('an edit that adds a state field keeps the other fields', async () => {
  const before = await currentVersion(page, 'flock')
  const paces = await readState(page, 'flock', 'pace')
  await pasteLine(page, 'state: {', 'state: { pace: f32(1), whim: f32(0), age: f32(0) },')
  await settledAfter(page, 'flock', before)
  expect(await readState(page, 'flock', 'pace')).toEqual(paces)
})

test('no frame swaps more fish than the budget allows', async () => {
  const budget = 100
  const before = await currentVersion(page, 'flock')
  await page.evaluate((entities) => {
    const behaviours = globalThis.tickswapDemo?.game.behaviours
    if (!behaviours) return
    behaviours.budget = { entities }
    const swaps: number[] = []
    behaviours.on('swapped', ({ id, entities }) => id === 'flock' && swaps.push(entities))
    Object.assign(globalThis, { swaps })
  }, budget)
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'flock', before)
  const swaps: number[] = await page.evaluate('swaps')
  expect(Math.max(...swaps)).toBeLessThanOrEqual(budget)
  expect(swaps.reduce((sum, count) => sum + count, 0)).toBe(FISH)
})

test('an edited helper re-evaluates all that import it, in one generation', async () => {
  await page.evaluate(() => {
    const generations: string[][] = []
    globalThis.tickswapDemo?.game.behaviours.on('published', ({ versions }) => {
      generations.push(Object.keys(versions).sort())
    })
    Object.assign(globalThis, { generations })
  })
  const before = await currentVersion(page, 'colour')
  await showScript(page, 'lib/wave')
  await pasteLine(page, 'return t <', 'return t < 0.5 ? 1 : -1')
  await settledAfter(page, 'colour', before)
  expect(await page.evaluate('generations')).toEqual([['colour', 'day', 'hunter']])
})

test('a broken text leaves the running version alone, and the page says where and what', async () => {
  const before = await currentVersion(page, 'flock')
  await pasteLine(page, 'const SPEED', 'const SPEED = = 300')
  const problem = page.locator('#problems .problem')
  await problem.waitFor()
  expect(await problem.textContent()).toMatch(/^flock\.ts:8:15\s+Unexpected "="/)
  expect(await page.locator('.cm-lintRange-error').count()).toBe(1)
  expect(await page.locator('.cm-lint-marker-error').count()).toBe(1)
  expect(await currentVersion(page, 'flock')).toBe(before)

  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'flock', before)
  expect(await problem.count()).toBe(0)
  expect(await page.locator('.cm-lintRange-error').count()).toBe(0)
})

test('a number goes live while it is dragged', async () => {
  const before = await currentVersion(page, 'flock')
  const number = page.locator('.cm-number-scrub', { hasText: '85' })
  const box = await number.boundingBox()
  await number.hover()
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) + 120, box?.y ?? 0, { steps: 4 })
  await settledAfter(page, 'flock', before)
  await page.mouse.up()
  const [, speed] = (await textOf('flock')).match(/const SPEED = (\d+)/) ?? []
  expect(Number(speed)).toBeGreaterThan(100)
})

test('a number can be changed with the keyboard', async () => {
  const before = await currentVersion(page, 'flock')
  await clickLine(page, 'const ALIGN')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await settledAfter(page, 'flock', before)
  expect(await textOf('flock')).toContain('const ALIGN = 2.5 //')
})

test('every example edits its script and goes live', async () => {
  const chips = await page.locator('#examples .chip').all()
  expect(chips.length).toBeGreaterThan(0)
  for (const chip of chips) {
    expect(await outcomeOf(page, () => chip.click())).toBe('published')
  }
})

test('a rollout in slow motion shows how many are outdated', async () => {
  const before = await currentVersion(page, 'flock')
  await page.locator('#budget').fill('0')
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await page.locator('[data-figure="outdated"].alarming').waitFor()
  await page.check('#all-at-once')
  await settledAfter(page, 'flock', before)
  await page.locator('[data-figure="outdated"]', { hasText: /^0$/ }).waitFor()
  await page.uncheck('#all-at-once')
})

test('the slider adds and removes fish', async () => {
  await page.locator('#fish').fill('20')
  expect(await page.textContent('#fish-count')).toBe('4,000')
  await page.locator('#fish').fill('10')
  expect(await page.textContent('#fish-count')).toBe('1,000')
})

test('an edit is taken once typing pauses, at once on Ctrl+S, and never by itself if so wished', async () => {
  const changes = await watchChanges()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await page.clock.runFor(149)
  expect(await changes()).toEqual([])
  await page.clock.runFor(1)
  expect(await changes()).toEqual([['flock']])

  await pasteLine(page, 'const SPEED', 'const SPEED = 200')
  await page.keyboard.press('Control+s')
  expect(await changes()).toEqual([['flock'], ['flock']])

  await page.uncheck('#as-i-type')
  await pasteLine(page, 'const SPEED', 'const SPEED = 100')
  await page.clock.runFor(200)
  expect(await changes()).toHaveLength(2)
  await page.keyboard.press('Control+s')
  expect(await changes()).toHaveLength(3)
  await page.check('#as-i-type')
  await page.clock.resume()
})

/** The ids of every text that came in from now on. */
async function watchChanges(): Promise<() => Promise<string[][]>> {
  await page.evaluate(() => {
    const changes: (readonly string[])[] = []
    globalThis.tickswapDemo?.hotReload.on('changed', ({ ids }) => changes.push(ids))
    Object.assign(globalThis, { changes })
  })
  return () => page.evaluate('changes')
}

function textOf(id: string): Promise<string> {
  return page.evaluate((id) => globalThis.tickswapDemo?.editor.text(id) ?? '', id)
}
