// The game's page in a real Chromium, and what a test asks of it.

import { type Browser, chromium, type Page } from 'playwright-core'
import type { Behaviours } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import { chromiumArguments, ensureChromium } from '../browser/chromium.ts'
import { openPage } from '../browser/open-page.ts'

declare global {
  /** What the tests lean on of `game/src/main.ts`. */
  var game:
    | {
        readonly behaviours: Behaviours
        readonly hotReload: HotReload | undefined
        readonly herd: readonly number[]
        readonly components: { readonly Position: { readonly x: Float64Array } }
        readonly birth: number
        readonly rejected: string[]
        readonly faulted: string[]
      }
    | undefined
  /** What the script `clock` counts. */
  var ticks: number | undefined
  /** What scripts of the tests write. */
  var told: Record<string, unknown> | undefined
}

/** The page, as a test sees it. */
export interface GamePage {
  readonly page: Page
  /** Errors that nobody caught, and what was logged as an error. */
  readonly errors: readonly string[]
  /** Resolves when the game says so; rejects after a generous time. */
  until(condition: () => boolean): Promise<void>
  /** What the game's script wrote where the game reads it: its speed. */
  untilSpeed(speed: number): Promise<void>
  /** Steps that the least experienced entity has counted. */
  steps(): Promise<number>
  /** Different for each run of the page: the same as before if it was not reloaded. */
  birth(): Promise<number>
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
}

/** Opens the page, and waits until the game runs and its hot reload hears of changes. */
export async function openGame(browser: Browser, url: string): Promise<GamePage> {
  const page = await openPage(browser)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  await page.waitForFunction(() => globalThis.game?.hotReload?.isWatching)
  await page.evaluate(() => globalThis.game?.hotReload?.settled())
  return {
    page,
    errors,
    async until(condition) {
      await page.waitForFunction(condition)
    },
    async untilSpeed(speed) {
      await page.waitForFunction((speed) => {
        const { game } = globalThis
        return game?.herd.every((entity) => game.components.Position.x[entity] === speed)
      }, speed)
    },
    steps: () =>
      page.evaluate(() => {
        const { game } = globalThis
        const { steps } = game?.behaviours.component('npc/wander').state ?? {}
        return Math.min(...(game?.herd.map((entity) => Number(steps?.[entity])) ?? []))
      }),
    birth: () => page.evaluate(() => globalThis.game?.birth ?? 0),
  }
}
