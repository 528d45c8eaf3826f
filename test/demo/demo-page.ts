// openDemo: the demo as people run it, served by Vite and shown in a real Chromium.

import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Behaviours } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import { createServer, type ViteDevServer } from 'vite'
import { chromiumArguments, ensureChromium } from '../browser/chromium.ts'

declare global {
  /** What the tests lean on of the demo's handle, which `demo/handle.ts` describes. */
  var tickswapDemo:
    | {
        readonly game: { readonly behaviours: Behaviours; readonly population: { readonly count: number } }
        readonly components: { readonly Look: { readonly length: Float32Array } }
        readonly hotReload: HotReload
      }
    | undefined
}

/** A server and a browser, for all the pages of one test file. */
export interface Demo {
  /** A fresh page with a running demo, and what it logged as an error. */
  open(): Promise<{ readonly page: Page; readonly errors: readonly string[] }>
  close(): Promise<void>
}

/** Few enough for a machine that draws in software. */
export const CREATURES = 1000

/** Starts both. */
export async function startDemo(): Promise<Demo> {
  const server = await serve()
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
  return {
    open: () => openPage(browser, `${server.resolvedUrls?.local[0]}?creatures=${CREATURES}`),
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

function serve(): Promise<ViteDevServer> {
  const configFile = fileURLToPath(new URL('../../demo/vite.config.ts', import.meta.url))
  return createServer({ configFile, logLevel: 'error', server: { port: 0, hmr: false } }).then((server) =>
    server.listen(),
  )
}

async function openPage(browser: Browser, url: string) {
  const page = await browser.newPage({ viewport: { width: 900, height: 500 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  await page.waitForFunction(() => globalThis.tickswapDemo !== undefined)
  return { page, errors }
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
  await page.locator('.cm-line', { hasText: start }).first().click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
}

/** The version of a script that is current. */
export function currentVersion(page: Page, id: string): Promise<number | undefined> {
  return page.evaluate((id) => globalThis.tickswapDemo?.game.behaviours.inspect(id).version, id)
}

/** Waits until a version after `version` is current and every creature runs it. */
export async function settledAfter(page: Page, id: string, version: number | undefined): Promise<void> {
  await page.waitForFunction(
    ([id, version]) => {
      const report = globalThis.tickswapDemo?.game.behaviours.inspect(id)
      return report && report.version > version && report.outdated === 0
    },
    [id, version ?? 0] as const,
  )
}
