// chromium-page: a blank page, served by Vite from the sources, in a real Chromium, for benches
// that need a browser.

import { fileURLToPath } from 'node:url'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { createServer, defaultClientConditions, type InlineConfig, type ViteDevServer } from 'vite'
import { chromiumArguments, ensureChromium } from '../../test/browser/chromium.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page that modules of the repository can be imported into. */
export interface ChromiumPage {
  readonly page: Page
  readonly devtools: CDPSession
  /** Such as `Chromium 150.0.7871.46`. */
  readonly version: string
  close(): Promise<void>
}

/** Starts the server and the browser. Errors that nobody on the page caught are printed. */
export async function openChromiumPage(): Promise<ChromiumPage> {
  const server = await createServer(serverOptions())
  await server.listen()
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArguments, '--js-flags=--expose-gc'],
  })
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(`${addressOf(server)}bench/chromium/blank.html`)
  return {
    page,
    devtools: await page.context().newCDPSession(page),
    version: `Chromium ${browser.version()}`,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

function serverOptions(): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    cacheDir: `${root}node_modules/.cache/vite-bench`,
    resolve: { conditions: ['tickswap-source', ...defaultClientConditions] },
    // Found while a bench runs, they would make Vite reload the page in the middle of it.
    optimizeDeps: {
      include: ['bitecs', 'comlink', 'acorn', 'typescript'],
      entries: ['bench/chromium/*.ts'],
    },
    server: {
      hmr: false,
      watch: null,
      // An isolated page has a clock of 5 µs instead of 100 µs.
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  }
}

function addressOf({ resolvedUrls }: ViteDevServer): string {
  const address = resolvedUrls?.local[0]
  if (!address) throw new Error('Vite does not say where it serves the bench’s page.')
  return address
}
