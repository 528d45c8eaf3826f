// The built demo runs from any folder of a web server, under a policy without eval.

import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  currentVersion,
  launchBrowser,
  openDemoPage,
  pasteLine,
  settledAfter,
} from './demo-page.ts'
import { buildDemo } from './demo-vite.ts'

const folder = '/games/try/this/'

/** What the demo needs: no `unsafe-eval`. The editor writes its style sheets into the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

let files: string
let server: Server
let browser: Browser
let url: string

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'tickswap-demo-'))
  await buildDemo(files)
  server = await serve()
  url = `http://localhost:${portOf(server.address())}${folder}`
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  await rm(files, { recursive: true, force: true, maxRetries: 5 })
})

test('no path in the page leads out of its folder', async () => {
  const html = await readFile(join(files, 'index.html'), 'utf8')
  const paths = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path)
  expect(paths.length).toBeGreaterThan(1)
  expect(paths.filter((path) => !/^(\.\/|data:)/.test(path ?? ''))).toEqual([])
})

test('an edit goes live where the policy forbids eval', async () => {
  const { page, errors } = await openDemoPage(browser, url)
  expect(await isEvalRefused(page)).toBe(true)
  const before = await currentVersion(page, 'flock')
  await pasteLine(page, 'const SPEED', 'const SPEED = 300')
  await settledAfter(page, 'flock', before)
  expect(errors).toEqual([])
})

/** Asks from a script of the page: what the test itself evaluates is above the policy. */
function isEvalRefused(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const text = 'try { globalThis.answer = eval("false") } catch { globalThis.answer = true }'
    const src = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    const script = Object.assign(document.createElement('script'), { src })
    await new Promise((resolve) => {
      script.onload = resolve
      document.head.append(script)
    })
    return Reflect.get(globalThis, 'answer')
  })
}

async function serve(): Promise<Server> {
  const started = createServer(({ url = '' }, response) => {
    const path = new URL(url, 'http://localhost').pathname
    const file = path === folder ? 'index.html' : path.replace(folder, '')
    const type = types[extname(file)] ?? 'application/octet-stream'
    const stream = createReadStream(join(files, file))
    stream.on('error', () => response.writeHead(404).end())
    stream.once('open', () => {
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
      stream.pipe(response)
    })
  })
  await new Promise<void>((resolve) => started.listen(0, 'localhost', resolve))
  return started
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address) return address.port
  throw new Error('The server has no port.')
}
