// Native esbuild and esbuild-wasm make the very same of a text: code, map, imports, guard sites and
// diagnostics.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../house/root.ts'
import { randomProgram } from '../loop-guard/random-program.ts'

const FIRST_SEED = 7_000
const PROGRAMS = 20

const oddities = [
  '',
  '\uFEFFexport default 1',
  'const ü = "😀"; let x = ;',
  'const a = 1\nconst a = 2',
  'export default (x: number) => x === NaN',
  'export const a = import.meta.url + await import("./x")',
  'export enum E { A }\n@((c: unknown) => c) class C { #x = 1; accessor y = 2 }',
  'export * from "./x"\nexport * as y from "./y"\nimport z, { a as b } from "./z"\nexport { z, b }',
  'l\0e\0t\0',
]

let wasm: Compiler
let native: Compiler

beforeAll(() => {
  wasm = threadCompiler()
  native = nativeCompiler()
})

afterAll(() => Promise.all([wasm?.close(), native?.close()]))

async function expectTheSame(text: string, file = 'npc/wander.ts'): Promise<void> {
  const request = { id: file.replace(/\.ts$/, ''), file, text }
  const [ours, theirs] = await Promise.all([wasm.compile(request), native.compile(request)])
  expect(theirs).toEqual(ours)
}

describe('native esbuild and esbuild-wasm make the same', () => {
  test.each(oddities)('of %j', (text) => expectTheSame(text))

  test('of the scripts of the demo', async () => {
    const folder = join(root, 'demo/scripts')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) await expectTheSame(readFileSync(join(folder, file), 'utf8'), file)
  })

  test(`of ${PROGRAMS} random programs from seed ${FIRST_SEED} on`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++)
      await expectTheSame(randomProgram(seed))
  })
})
