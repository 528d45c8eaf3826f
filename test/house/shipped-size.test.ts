// What a shipped game carries: the lean build of the engine, without what swaps scripts, and
// without a compiler.

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from './root.ts'

const entry = `${root}/test/house/shipped-game.ts`

/** Bytes, minified and gzipped. The goal is 8,000 (P8). */
const MOST = 7_000

/** The same for a game that is built with the full engine, to reload in production, too. */
const MOST_FULL = 11_600

describe('a game without hot reload', () => {
  let shipped: Rolldown.OutputChunk

  beforeAll(async () => {
    shipped = await bundle('lean')
  })

  it(`carries at most ${MOST} bytes, minified and gzipped, bitECS aside`, () => {
    const bytes = sizeOf(shipped)
    console.log(`A shipped game carries ${bytes} bytes (min + gzip).`)
    expect(bytes).toBeGreaterThan(500)
    expect(bytes).toBeLessThanOrEqual(MOST)
  })

  it(`carries at most ${MOST_FULL} bytes with the full engine`, async () => {
    const bytes = sizeOf(await bundle('index'))
    console.log(`With the full engine it carries ${bytes} bytes (min + gzip).`)
    expect(bytes).toBeGreaterThan(sizeOf(shipped))
    expect(bytes).toBeLessThanOrEqual(MOST_FULL)
  })

  it('carries the engine and nothing of the pipeline', () => {
    const carried = modulesOf(shipped).filter((path) => path !== entry)
    expect(
      carried.filter((path) => !path.replaceAll('\\', '/').startsWith(`${root}/engine/`)),
    ).toEqual([])
    expect(shipped.code).not.toMatch(/esbuild|comlink|pixi/i)
  })

  it('carries nothing of what swaps scripts', () => {
    const names = modulesOf(shipped).map((path) => path.replace(/^.*[\\/]|\.ts$/g, ''))
    const swapping = [
      'frame-budget',
      'cohort',
      'converter',
      'cost-meter',
      'schema-difference',
      'good-definitions',
      'migration',
      'pages',
      'script-versions',
    ]
    const all = [
      ...swapping,
      'reconciler',
      'rolling-swapping',
      'rollout',
      'shadow',
      'swapping-script',
    ]
    expect(names.filter((name) => all.includes(name))).toEqual([])
    expect(names).toContain('fixed-script')
  })

  it('needs bitECS and nothing else', () => {
    expect(shipped.imports.filter((name) => name !== 'bitecs')).toEqual([])
    expect(shipped.dynamicImports).toEqual([])
  })

  it('gets the lean build from a bundler that builds for production, unless it asks for the full one', () => {
    const { exports }: { exports: Record<string, unknown> } = JSON.parse(
      readFileSync(`${root}/package.json`, 'utf8'),
    )
    expect(Object.entries(exports['.'] ?? {}).slice(-3)).toEqual([
      ['tickswap-full', './dist/engine/index.js'],
      ['production', './dist/engine/lean.js'],
      ['default', './dist/engine/index.js'],
    ])
  })
})

function sizeOf({ code }: Rolldown.OutputChunk): number {
  return gzipSync(code, { level: 9 }).length
}

/** The modules of which something is left. */
function modulesOf({ modules }: Rolldown.OutputChunk): readonly string[] {
  return Object.entries(modules).flatMap(([path, { renderedLength }]) =>
    renderedLength > 0 ? path : [],
  )
}

async function bundle(engine: 'lean' | 'index'): Promise<Rolldown.OutputChunk> {
  const outputs = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [{ find: /^tickswap$/, replacement: `${root}/engine/${engine}.ts` }] },
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
