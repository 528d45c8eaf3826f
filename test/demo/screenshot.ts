// Takes the README's pictures of the demo: `npm run demo:screenshot`.

import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { currentVersion, settledAfter, startDemo } from './demo-page.ts'

const QUALITY = 80
const FISH = 20_000

/** Frames of the game before the first picture: by then fish have found each other. */
const FRAMES = 900

const demo = await startDemo()
try {
  const { page } = await demo.open({ viewport: { width: 1440, height: 900 } }, FISH)
  await play(page)
  await page.click('text="Throw for one fish"')
  await page.locator('#problems .problem').first().waitFor()
  await take(page, 'screenshot.jpg')

  await page.click('#put-right')
  const before = await currentVersion(page, 'colour')
  await page.click('#examples >> text="Neon"')
  await settledAfter(page, 'colour', before)
  await page.evaluate(() => globalThis.tickswapDemo?.hud.toggle(true))
  await take(page, 'screenshot-hud.jpg')
} finally {
  await demo.close()
}

/** Lets time go by faster than such a machine could show it. */
function play(page: Page): Promise<void> {
  return page.evaluate((frames) => {
    for (let frame = 0; frame < frames; frame++) globalThis.tickswapDemo?.game.step(1 / 60)
  }, FRAMES)
}

/** After a moment, in which hunters leave wakes and panels fade in. */
async function take(page: Page, file: string): Promise<void> {
  for (let frame = 0; frame < 40; frame++)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  const path = fileURLToPath(new URL(`../../demo/${file}`, import.meta.url))
  await page.screenshot({ path, type: 'jpeg', quality: QUALITY })
  console.log(`demo/${file}`)
}
