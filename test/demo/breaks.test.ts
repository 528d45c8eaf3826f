// Each button that breaks the demo's game does so for real, and the game goes on.

import { afterEach, expect, test } from 'vitest'
import { currentVersion, FISH, readState, settledAfter, told } from './demo-page.ts'
import { page } from './shared-page.ts'

afterEach(async () => {
  expect(await framesGoOn()).toBe(true)
})

test('a syntax error is rejected, underlined, and can be put right', async () => {
  const before = await currentVersion(page, 'flock')
  await press('Syntax error')
  await told(page, /^Refused: flock\. What ran before runs on/)
  await page
    .locator('#problems .problem', { hasText: /^flock\.ts:\d+:\d+\s+Expected "," or "\)"/ })
    .waitFor()
  expect(await currentVersion(page, 'flock')).toBe(before)
  await page.click('text="Put it right"')
  await told(page, /^Put right\./)
  expect(await page.locator('#problems .problem').count()).toBe(0)
})

test('a type error is reported, and the game goes on', async () => {
  const before = await currentVersion(page, 'flock')
  await press('Type error')
  await told(page, /The type checker says: Type 'string' is not assignable to type 'number'\./)
  await page.locator('#problems .problem', { hasText: /^flock\.ts:8:7 / }).waitFor()
  expect(await currentVersion(page, 'flock')).toBeGreaterThan(before)
})

test('a version that throws at frame 30 ran until then, and is withdrawn', async () => {
  const before = await currentVersion(page, 'flee')
  await press('Throw at frame 30')
  await told(
    page,
    new RegExp(
      `^flee version \\d+ threw, after (?:29|[3-9]\\d|\\d{3,}) frames\\. Back on version ${before} `,
    ),
  )
  await page.locator('.cm-line:has(.cm-lintRange-error)', { hasText: 'throw new Error' }).waitFor()
  expect(await currentVersion(page, 'flee')).toBe(before)
})

test('a version that throws for one fish is withdrawn from all, with the state they had', async () => {
  const before = await currentVersion(page, 'flock')
  const paces = await readState(page, 'flock', 'pace')
  await press('Throw for one fish')
  await told(
    page,
    new RegExp(
      `^flock version \\d+ threw, .* Back on version ${before} .* with the state they had`,
    ),
  )
  expect(await currentVersion(page, 'flock')).toBe(before)
  expect(await readState(page, 'flock', 'pace')).toEqual(paces)
})

test('an endless loop is ended', async () => {
  const before = await currentVersion(page, 'colour')
  await press('Endless loop')
  await told(page, /^colour version \d+ did not come back and was ended/)
  expect(await currentVersion(page, 'colour')).toBe(before)
})

test('listeners that pile up are given back with their version', async () => {
  const first = await listeners()
  await press('Leak listeners')
  await page.waitForFunction(
    (first) => (globalThis.tickswapDemo?.components.Taps.listeners ?? 0) > first + 3,
    first,
  )
  await told(page, /^\d+ listeners and their timers had piled up/)
  await page.waitForFunction(
    (first) => globalThis.tickswapDemo?.components.Taps.listeners === first,
    first,
  )
})

test('a changed state layout converts every fish, and back', async () => {
  const before = await currentVersion(page, 'flock')
  await page.click('#pause')
  const degrees = await readState(page, 'flock', 'whim')
  await press('Change the state')
  await settledAfter(page, 'flock', before)
  const radians = await readState(page, 'flock', 'mood')
  expect(radians).toHaveLength(FISH)
  expect(
    farthest(
      radians,
      degrees.map((whim) => (whim * Math.PI) / 180),
    ),
  ).toBeLessThan(0.001)
  const changed = await currentVersion(page, 'flock')
  await press('Change the state')
  await settledAfter(page, 'flock', changed)
  const again = await readState(page, 'flock', 'whim')
  expect(farthest(again, degrees)).toBeLessThan(0.1)
  await page.click('#pause')
})

test('of 1,000 edits at once the newest of every script goes live', async () => {
  await press('1,000 edits at once')
  await told(page, /^1,000 texts came in, and the newest of all 7 scripts are live/)
  const texts = await page.evaluate(() => {
    const { hotReload, editor } = globalThis.tickswapDemo ?? {}
    return { live: hotReload?.history('flock')[0]?.text, shown: editor?.text('flock') }
  })
  expect(texts.live).toMatch(/\nexport const edit = 994\n$/)
  expect(texts.shown).toBe(texts.live)
})

/** How far apart two lists of numbers are, where they are farthest. */
function farthest(some: readonly number[], others: readonly number[]): number {
  return Math.max(...some.map((value, index) => Math.abs(value - (others[index] ?? Number.NaN))))
}

async function press(label: string): Promise<void> {
  await page.click(`#breaks >> text="${label}"`)
}

function listeners(): Promise<number> {
  return page.evaluate(() => globalThis.tickswapDemo?.components.Taps.listeners ?? 0)
}

function framesGoOn(): Promise<boolean> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    return true
  })
}
