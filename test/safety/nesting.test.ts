// A text that nests so deeply that it would end a compiler's process is refused before one sees it.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompileService } from 'tickswap/hotreload/adapters'
import { createCompileService, esbuildTransform, textProblem } from 'tickswap/hotreload/worker'
import { oxcTransform } from 'tickswap/vite'
import * as vite from 'vite'
import { describe, expect, test } from 'vitest'
import { root } from '../house/root.ts'
import { nestedElements, nestedTexts } from './nested-texts.ts'

const services: Readonly<Record<string, CompileService>> = {
  Oxc: createCompileService({ transform: oxcTransform(vite) }),
  esbuild: createCompileService({ transform: esbuildTransform(() => import('esbuild')) }),
}

const kinds = [
  ...Object.entries(nestedTexts).map(([what, nested]) => [what, 'deep.ts', nested] as const),
  ...Object.entries(nestedTexts).map(([what, nested]) => [what, 'deep.tsx', nested] as const),
  ...Object.entries(nestedElements).map(([what, nested]) => [what, 'deep.tsx', nested] as const),
]
const request = (file: string, text: string) => ({ id: 'deep', file, text })

test.each(kinds)('%s, 20,000 deep, are refused with a place (%s)', (_what, file, nested) => {
  const text = nested(20_000)
  expect(textProblem(request(file, text))).toMatchObject({
    severity: 'error',
    code: 'too-nested',
    script: 'deep',
    location: { file, line: expect.any(Number), column: expect.any(Number) },
    hint: expect.any(String),
  })
})

/** The deepest text of a kind that is let through. */
function deepest(file: string, nested: (depth: number) => string): string {
  let low = 1
  let high = 20_000
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (textProblem(request(file, nested(middle)))) high = middle
    else low = middle
  }
  return nested(low)
}

describe.each(Object.entries(services))('%s', (_name, service) => {
  test.each(kinds)(
    'answers for the deepest %s that it is given (%s)',
    async (_what, file, nested) => {
      const result = await service.compile(request(file, deepest(file, nested)))
      if (!result.ok) expect(result.diagnostics[0]?.location).toBeDefined()
    },
  )
})

test('code of packages, minified or not, is not refused', () => {
  const files = ['acorn/dist', 'bitecs/dist', 'esbuild-wasm/lib', 'pixi.js/dist', 'vite/dist/node']
  const texts = files.flatMap((folder) => modulesIn(join(root, 'node_modules', folder)))
  expect(texts.length).toBeGreaterThan(40)
  for (const { file, text } of texts) {
    const problem = textProblem(request(file, text))
    expect(problem?.code === 'too-nested' ? file : undefined).toBeUndefined()
  }
})

test.each([
  ['in strings', `x = '${'('.repeat(1_000)}'`],
  ['in comments', `/* ${'{'.repeat(1_000)} */ // ${'['.repeat(1_000)}`],
  ['in templates', `x = \`${'('.repeat(1_000)}\``],
  ['in classes of regular expressions', `x = /[${'('.repeat(1_000)}]/`],
  ['beside each other', '(a);\n[b];\n{ c }\n'.repeat(10_000)],
  ['beside each other without semicolons', 'a = b.c(d)\nif (e) { f++ }\n'.repeat(10_000)],
  ['of a long list', `x = [${'{ a: (b) => c[d], e: f ? g : h },'.repeat(10_000)}]`],
  ['of a long switch', `switch (a) { ${'case 1:\n'.repeat(10_000)} }`],
])('brackets %s do not nest', (_where, text) => {
  expect(textProblem(request('flat.ts', text))).toBeUndefined()
})

function modulesIn(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name))
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return { file, text: readFileSync(file, 'utf8') }
    })
}
