// What a shipped game carries: the engine alone, without a compiler.

import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from './root.ts'

const entry = `${root}/test/house/shipped-game.ts`

/** Bytes, minified and gzipped. The goal is 8,000 (P8); rollouts, faults and messages have grown beyond it. */
const MOST = 11_050

describe('a game without hot reload', () => {
  let shipped: Rolldown.OutputChunk

  beforeAll(async () => {
    shipped = await bundle()
  }, 60_000)

  it(`carries at most ${MOST} bytes, minified and gzipped, bitECS aside`, () => {
    const bytes = gzipSync(shipped.code, { level: 9 }).length
    console.log(`A shipped game carries ${bytes} bytes (min + gzip).`)
    expect(bytes).toBeGreaterThan(500)
    expect(bytes).toBeLessThanOrEqual(MOST)
  })

  it('carries the engine and nothing of the pipeline', () => {
    const carried = Object.keys(shipped.modules).filter((path) => path !== entry)
    expect(carried.filter((path) => !path.replaceAll('\\', '/').startsWith(`${root}/engine/`))).toEqual([])
    expect(shipped.code).not.toMatch(/esbuild|comlink|pixi/i)
  })

  it('needs bitECS and nothing else', () => {
    expect(shipped.imports.filter((name) => name !== 'bitecs')).toEqual([])
    expect(shipped.dynamicImports).toEqual([])
  })
})

async function bundle(): Promise<Rolldown.OutputChunk> {
  const outputs = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['tickswap-source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      // Not as a library: Vite leaves white space in those.
      rolldownOptions: { input: entry, external: ['bitecs'], preserveEntrySignatures: 'strict' },
    },
  })
  const chunks = [outputs].flat().flatMap((result) => ('output' in result ? result.output : []))
  const chunk = chunks.find((output) => output.type === 'chunk')
  if (!chunk || chunks.length !== 1) throw new Error(`Expected one chunk, not ${chunks.length}.`)
  return chunk
}
