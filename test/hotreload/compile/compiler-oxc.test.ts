// The compile service over Oxc, as the Vite plugin has it with Vite 8, keeps the contract of a
// compiler.

import { createCompilerPool } from 'tickswap/hotreload/adapters'
import { createCompileService } from 'tickswap/hotreload/worker'
import { oxcTransform } from 'tickswap/vite'
import * as vite from 'vite'
import { describe, expect, test } from 'vitest'
import { type CompilerSettings, describeCompiler } from './compiler-conformance.ts'

const oxcService = (settings: CompilerSettings = {}) =>
  createCompileService({ transform: oxcTransform(vite), ...settings })

describeCompiler(
  'Oxc',
  (settings) =>
    createCompilerPool({
      name: 'Oxc in the test',
      start: () => ({ service: oxcService(settings), end() {} }),
    }),
  { warns: false },
)

describe('a problem', () => {
  async function problem(text: string) {
    const { diagnostics } = await oxcService().compile({ id: 'a', file: 'a.ts', text })
    return diagnostics[0]
  }

  test('of a name declared twice stands at the second, and a note leads to the first', async () => {
    expect(await problem('const a = 1\r\n  const a = 2')).toMatchObject({
      code: 'syntax',
      message: 'Identifier "a" has already been declared',
      location: { line: 2, column: 9, length: 1, lineText: '  const a = 2' },
      notes: ['"a" has already been declared here: a.ts:1:7: const a = 1'],
    })
  })

  test('at the end of the text says so', async () => {
    expect(await problem('export const a = ')).toMatchObject({
      message: 'Unexpected end of file',
      location: { line: 1, column: 18, length: 0 },
    })
  })

  test('of a bracket that is not closed stands where it is missed, and a note leads to it', async () => {
    expect(await problem('f(Math.min(1, A)\n\nconst b = 1')).toMatchObject({
      message: 'Expected "," or ")" but found "const"',
      location: { line: 3, column: 1, length: 5 },
      notes: ['Opened here: a.ts:1:2: f(Math.min(1, A)'],
    })
  })

  test('says what would help', async () => {
    expect((await problem('let a = 5 5'))?.hint).toBe('Try inserting a semicolon here')
  })

  test('that Oxc lets pass is reported too', async () => {
    expect(await problem('const a = 1\nbreak')).toMatchObject({
      code: 'syntax',
      location: { line: 2, column: 1 },
    })
    expect(await problem('@((c: unknown) => c) class A {}')).toMatchObject({
      code: 'syntax',
      location: { line: 1, column: 1 },
    })
  })
})
