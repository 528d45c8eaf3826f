// The demo's page for everybody: on a phone, with less motion, with a keyboard and with a screen
// reader.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from './demo-page.ts'

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.close())

test('nothing is wider than the screen of a phone, and the editor can be seen', async () => {
  const { page } = await demo.open({ viewport: { width: 390, height: 844 } })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(844)
  const editor = await page.locator('#editor').boundingBox()
  expect(editor?.height).toBeGreaterThan(100)
  await page.close()
})

test('an accessibility checker finds nothing', async () => {
  const { page } = await demo.open()
  expect(await violations(page)).toEqual([])
  await page.close()
})

test('people who asked for less motion see a slower game', async () => {
  const { page } = await demo.open({ reducedMotion: 'reduce' })
  const steps = await page.evaluate(async () => {
    const behaviours = globalThis.tickswapDemo?.game.behaviours
    const deltas: number[] = []
    if (!behaviours) return deltas
    const step = behaviours.step.bind(behaviours)
    behaviours.step = (delta) => {
      deltas.push(delta)
      step(delta)
    }
    while (deltas.length < 5) await new Promise(requestAnimationFrame)
    return deltas
  })
  // The longest step is 1/25 s; without less motion, no step of 60 in a second is as short as this.
  expect(Math.max(...steps)).toBeLessThanOrEqual((1 / 25) * 0.3)
  expect(Math.min(...steps)).toBeGreaterThan(0)
  await page.close()
})

test('tabs are walked through with the arrow keys', async () => {
  const { page } = await demo.open()
  await page.focus('[data-script="flock"]')
  await page.keyboard.press('ArrowRight')
  expect(await page.getAttribute('[aria-selected="true"]', 'data-script')).toBe('flee')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  expect(await page.getAttribute('[aria-selected="true"]', 'data-script')).toBe('lib/wave')
  await page.close()
})

/** What axe finds, by rule and element. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({
    content: await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'),
  })
  const found: unknown = await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target)))`)
  return Array.isArray(found) ? found.map(String) : ['axe did not run']
}
