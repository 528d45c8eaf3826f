// startDemo: the demo as people run it, served by Vite and shown in a real Chromium.

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Behaviours } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import type { FolderSource, Hud } from 'tickswap/hotreload/browser'
import { chromiumArguments, ensureChromium } from '../browser/chromium.ts'
import { openPage } from '../browser/open-page.ts'
import { serveDemo } from './demo-vite.ts'

declare global {
  /** What the tests lean on of the demo's handle, which `demo/handle.ts` describes. */
  var tickswapDemo:
    | {
        readonly game: { readonly behaviours: Behaviours; step(delta: number): void }
        readonly hud: Hud
        readonly components: {
          readonly Look: { readonly length: Float32Array }
          readonly Taps: { readonly listeners: number }
        }
        readonly scripts: readonly ScriptText[]
        readonly hotReload: HotReload
        readonly editor: { text(id: string): string; write(id: string, text: string): void }
        readonly folder: FolderSource
      }
    | undefined
}

/** A server and a browser, for all the pages of one test file. */
export interface Demo {
  /** A fresh page with a running demo, and what it logged as an error. */
  open(options?: BrowserContextOptions, fish?: number): Promise<DemoPage>
  close(): Promise<void>
}

/** A page with a running demo. */
export interface DemoPage {
  readonly page: Page
  readonly errors: readonly string[]
}

/** Few enough for a machine that draws in software. */
export const FISH = 1000

const size = { width: 900, height: 500 }

/** Starts both. */
export async function startDemo(): Promise<Demo> {
  const server = await serveDemo()
  const browser = await launchBrowser()
  return {
    open: (options, fish) => openDemoPage(browser, server.url, options, fish),
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
}

/** Opens the demo that is served at `url`. */
export async function openDemoPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  fish = FISH,
): Promise<DemoPage> {
  const page = await openPage(browser, { viewport: size, ...options })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${url}?fish=${fish}`)
  await page.waitForFunction(() => globalThis.tickswapDemo !== undefined)
  return { page, errors }
}

/** Makes every script what it was first. Two tests of one page then do not meet. */
export async function startOver(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { editor, hotReload, scripts = [], game } = globalThis.tickswapDemo ?? {}
    if (game) game.behaviours.budget = 0.5
    for (const { id, text } of scripts) if (editor?.text(id) !== text) editor?.write(id, text)
    await hotReload?.settled()
  })
  await page.waitForFunction(() =>
    globalThis.tickswapDemo?.game.behaviours.inspect().every(({ outdated }) => outdated === 0),
  )
  await showScript(page, 'flock')
}

/** Opens a script's tab. */
export function showScript(page: Page, id: string): Promise<void> {
  return page.click(`[data-script="${id}"]`)
}

/** Replaces the line of the open script that begins with `start`, key by key. */
export async function typeLine(page: Page, start: string, line: string): Promise<void> {
  await selectLine(page, start)
  await page.keyboard.type(line)
}

/** The same at once, as from the clipboard: no text in between is ever live. */
export async function pasteLine(page: Page, start: string, line: string): Promise<void> {
  await selectLine(page, start)
  await page.keyboard.insertText(line)
}

async function selectLine(page: Page, start: string): Promise<void> {
  await clickLine(page, start)
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
}

/** Puts the cursor into the line of the open script that begins with `start`. */
export async function clickLine(page: Page, start: string): Promise<void> {
  // A long line before may have scrolled the editor to its end.
  await page.locator('.cm-scroller').evaluate((scroller) => scroller.scrollTo({ left: 0 }))
  await page
    .locator('.cm-line', { hasText: start })
    .first()
    .click({ position: { x: 12, y: 8 } })
}

/** The version of a script that is current. */
export function currentVersion(page: Page, id: string): Promise<number> {
  return page.evaluate(
    (id) => globalThis.tickswapDemo?.game.behaviours.inspect(id).version ?? 0,
    id,
  )
}

/** Waits until another version than `version` is current and every creature runs it. */
export async function settledAfter(page: Page, id: string, version: number): Promise<void> {
  await page.waitForFunction(
    ([id, version]) => {
      const report = globalThis.tickswapDemo?.game.behaviours.inspect(id)
      return report && report.version !== version && report.outdated === 0
    },
    [id, version] as const,
  )
}

/** What becomes of the edit that `action` makes. */
export async function outcomeOf(
  page: Page,
  action: () => Promise<void>,
): Promise<string | undefined> {
  const outcome = await page.evaluateHandle(() => ({
    promise: globalThis.tickswapDemo?.hotReload.next(),
  }))
  await action()
  return outcome.evaluate(async ({ promise }) => (await promise)?.event)
}

/** Waits until the sentence below the editor is like this. */
export async function told(page: Page, sentence: RegExp): Promise<void> {
  await page.locator('#story', { hasText: sentence }).waitFor()
}

/** A column of the state of every fish. */
export function readState(page: Page, id: string, field: string): Promise<number[]> {
  return page.evaluate(
    ([id, field]) => {
      const { game } = globalThis.tickswapDemo ?? {}
      const column = game?.behaviours.component(id).state[field] ?? []
      const versions = [...(game?.behaviours.component(id).version ?? [])]
      return versions.flatMap((version, entity) => (version > 0 ? [Number(column[entity])] : []))
    },
    [id, field] as const,
  )
}
