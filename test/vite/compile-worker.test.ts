// The compile worker and its wasm: found by Vite's development server as they are, and by URLs
// without any bundler.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage } from '../browser/open-page.ts'
import { launch } from './game-page.ts'
import { createProject, type Project } from './project.ts'
import { serveFolder } from './static-server.ts'
import { startVite } from './vite-process.ts'

const page = (script: string) => `<!doctype html><title>Compiles</title>${script}`

const compiling = (options: string) => `
import { workerCompiler } from 'tickswap/hotreload/browser'
const compiler = workerCompiler(${options})
const text = 'export const answer: number = 42'
globalThis.compiled = await compiler.compile({ id: 'answer', file: 'answer.ts', text })
`

describe('the compile worker', () => {
  let project: Project
  let browser: Browser

  beforeAll(async () => {
    project = createProject('vite')
    browser = await launch()
  })

  afterAll(async () => {
    await browser?.close()
    project?.delete()
  })

  it('works under Vite without configuration, dependency optimizer included', async () => {
    project.write('compile.html', page('<script type="module" src="/src/compile.js"></script>'))
    project.write('src/compile.js', compiling(''))
    const vite = await startVite(project.root)
    expect(await compiledCode(`${vite.url}compile.html`)).toMatch(/answer ?= ?42/)
    await vite.stop()
  })

  it('works by explicit URLs, without a bundler', async () => {
    const modules = '/node_modules'
    const imports = {
      bitecs: `${modules}/bitecs/dist/core/index.min.mjs`,
      comlink: `${modules}/comlink/dist/esm/comlink.mjs`,
      diff: `${modules}/diff/libesm/index.js`,
      tickswap: `${modules}/tickswap/dist/engine/index.js`,
      'tickswap/hotreload': `${modules}/tickswap/dist/hotreload/core/index.js`,
      'tickswap/hotreload/adapters': `${modules}/tickswap/dist/hotreload/core/adapters.js`,
      'tickswap/hotreload/browser': `${modules}/tickswap/dist/hotreload/browser/index.js`,
      '@noble/hashes/': `${modules}/@noble/hashes/`,
      '@jridgewell/trace-mapping': `${modules}/@jridgewell/trace-mapping/dist/trace-mapping.mjs`,
      '@jridgewell/resolve-uri': `${modules}/@jridgewell/resolve-uri/dist/resolve-uri.mjs`,
      '@jridgewell/sourcemap-codec': `${modules}/@jridgewell/sourcemap-codec/dist/sourcemap-codec.mjs`,
    }
    const urls = {
      workerUrl: `${modules}/tickswap/dist/hotreload/worker/standalone.js`,
      wasmUrl: `${modules}/esbuild-wasm/esbuild.wasm`,
    }
    writeFileSync(
      join(project.root, 'plain.html'),
      page(
        `<script type="importmap">${JSON.stringify({ imports })}</script>` +
          `<script type="module">${compiling(JSON.stringify(urls))}</script>`,
      ),
    )
    const server = await serveFolder(project.root)
    expect(await compiledCode(`${server.url}plain.html`)).toMatch(/answer ?= ?42/)
    server.close()
  })

  async function compiledCode(url: string): Promise<string> {
    const tab = await openPage(browser)
    const problems: string[] = []
    tab.on('pageerror', (error) => problems.push(error.message))
    await tab.goto(url)
    const result = await tab
      .waitForFunction(() => globalThis.compiled)
      .then((handle) => handle.jsonValue())
      .catch((error: unknown) => ({ problems, error: String(error) }))
    await tab.close()
    return JSON.stringify(result)
  }
})

declare global {
  /** What came of the page's text. */
  var compiled: object | undefined
}
