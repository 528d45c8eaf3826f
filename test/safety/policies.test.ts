// Content-security policies: the demo, built and served, under a strict one with Trusted Types; and
// what a stricter one lacks is named, while the game goes on.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentVersion, launchBrowser, openDemoPage, settledAfter } from '../demo/demo-page.ts'
import { buildDemo, serveDemo } from '../demo/demo-vite.ts'
import { serveFolder } from '../vite/static-server.ts'

const demoConfig = fileURLToPath(new URL('../../demo/vite.config.ts', import.meta.url))

/** All that the demo needs. Its editor writes style sheets into the page. */
const strict: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' blob: 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'tickswap',
}

const policyText = (policy: Readonly<Record<string, string>>) =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')

let browser: Browser
let files: string

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'tickswap-policies-'))
  await buildDemo(join(files, 'built'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await rm(files, { recursive: true, force: true, maxRetries: 5 })
})

/** Serves the built demo under a policy. */
const serveBuilt = (policy: Readonly<Record<string, string>>) =>
  serveFolder(join(files, 'built'), () => ({ 'content-security-policy': policyText(policy) }))

/** Makes the fish faster, as somebody who types. */
const editFlock = (page: Page, speed: number) =>
  page.evaluate((speed) => {
    const { editor } = globalThis.tickswapDemo ?? {}
    const text = editor?.text('flock') ?? ''
    editor?.write('flock', text.replace(/const SPEED = \d+/, `const SPEED = ${speed}`))
  }, speed)

/** Notes what a page's policy refuses from now on. */
const noteViolations = (page: Page) =>
  page.evaluate(() => {
    const refused: string[] = []
    Object.assign(globalThis, { refused })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    )
  })

const violations = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'refused'))

async function expectEdits(url: string): Promise<void> {
  const { page, errors } = await openDemoPage(browser, url)
  await noteViolations(page)
  for (const speed of [300, 40]) {
    const before = await currentVersion(page, 'flock')
    await editFlock(page, speed)
    await settledAfter(page, 'flock', before)
  }
  expect(errors).toEqual([])
  expect(await violations(page)).toEqual([])
  // A policy that may be made once was made.
  expect(await makePolicy(page)).toMatch(/TypeError/)
  await page.close()
}

/** Tries to make one more policy of tickswap's name. */
const makePolicy = (page: Page) =>
  page.evaluate(() => {
    const types: unknown = Reflect.get(globalThis, 'trustedTypes')
    try {
      Reflect.apply(Reflect.get(Object(types), 'createPolicy'), types, ['tickswap', {}])
      return 'made'
    } catch (error) {
      return String(error)
    }
  })

describe('under a policy with Trusted Types and without eval', () => {
  test('the built demo takes edits', async () => {
    const server = await serveBuilt(strict)
    await expectEdits(server.url)
    server.close()
  })

  test('the served demo takes edits', async () => {
    const config = join(files, 'strict.config.ts')
    const headers = { 'content-security-policy': policyText(strict) }
    await writeFile(
      config,
      `import demo from ${JSON.stringify(demoConfig)}
export default { ...demo, server: { headers: ${JSON.stringify(headers)} } }
`,
    )
    const vite = await serveDemo(config)
    await expectEdits(vite.url)
    await vite.stop()
  })
})

describe('a policy that lacks', () => {
  test.each([
    ['blob: in script-src', { 'script-src': "'self' 'wasm-unsafe-eval'" }, 'script-src blob:'],
    ["'wasm-unsafe-eval'", { 'script-src': "'self' blob:" }, "'wasm-unsafe-eval'"],
    ["'self' in worker-src", { 'worker-src': 'https://workers.example' }, "worker-src 'self'"],
    ["'self' in connect-src", { 'connect-src': "'none'" }, "connect-src 'self'"],
    ['the policy of tickswap', { 'trusted-types': 'other' }, 'trusted-types tickswap'],
  ])('%s is named in a message, and the game goes on', async (_, change, named) => {
    const server = await serveBuilt({ ...strict, ...change })
    const { page } = await openDemoPage(browser, server.url)
    await page.evaluate(() => {
      const messages: string[] = []
      Object.assign(globalThis, { messages })
      const { hotReload } = globalThis.tickswapDemo ?? {}
      hotReload?.on('failed', ({ error }) => messages.push(String(error)))
      hotReload?.on('rejected', ({ diagnostics }) =>
        messages.push(...diagnostics.map(({ message }) => message)),
      )
    })
    await editFlock(page, 300)
    await page.waitForFunction(
      (named) => String(Reflect.get(globalThis, 'messages')).includes(named),
      named,
    )
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const { game } = globalThis.tickswapDemo ?? {}
          let frames = 0
          game?.behaviours.on('frame', () => {
            frames += 1
            if (frames === 10) resolve()
          })
        }),
    )
    await page.close()
    server.close()
  })
})
