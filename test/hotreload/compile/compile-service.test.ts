// The compile service: from a script's text to a linkable module, or to diagnostics as data.

import type { CompileResult, Compiler } from 'tickswap/hotreload/adapters'
import { createCompileService, esbuildTransform } from 'tickswap/hotreload/worker'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCompiler } from './node-compiler.ts'

let compiler: Compiler

beforeAll(async () => {
  compiler = nodeCompiler()
})

function compile(text: string, file = 'npc/wander.ts'): Promise<CompileResult> {
  return compiler.compile({ id: file.replace(/\.\w+$/, ''), file, text })
}

async function compiled(text: string, file?: string) {
  const result = await compile(text, file)
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  return result.module
}

async function importsOf(text: string) {
  const { imports } = await compiled(text)
  return imports.map(({ specifier, names }) => ({ specifier, names }))
}

describe('imports', () => {
  test('are listed with the names that are used', async () => {
    const text = `import home, { a, b as c, type T } from './x'\nhome(a, c.d, (v: T) => v)`
    expect(await importsOf(text)).toEqual([{ specifier: './x', names: ['a', 'b', 'default'] }])
  })

  test('of types, and unused ones, vanish', async () => {
    expect(
      await importsOf(`import type { A } from './a'\nimport { B } from './b'\nlet x: B`),
    ).toEqual([])
  })

  test('of a namespace take all of it', async () => {
    const text = `import * as one from './one'\nimport d, * as two from './two'\none.x; two.y(d)`
    expect(await importsOf(text)).toEqual([
      { specifier: './one', names: ['*'] },
      { specifier: './two', names: ['*'] },
    ])
  })

  test('for an effect take nothing', async () => {
    expect(await importsOf(`import './effect'`)).toEqual([{ specifier: './effect', names: [] }])
  })

  test('are distinguished from members and variables of the same name', async () => {
    const text = `import { a } from './x'\nexport const f = (import_x: { b: number }) => import_x.b + a`
    expect(await importsOf(text)).toEqual([{ specifier: './x', names: ['a'] }])
  })

  test('stand where their specifier is', async () => {
    const { imports } = await compiled(
      `// ü\nimport {\n  a,\n} from "./x"\nexport { b } from './y'\na`,
    )
    expect(imports.map(({ location }) => location)).toEqual([
      { file: 'npc/wander.ts', line: 4, column: 8, length: 5, lineText: '} from "./x"' },
      {
        file: 'npc/wander.ts',
        line: 5,
        column: 19,
        length: 5,
        lineText: `export { b } from './y'`,
      },
    ])
  })
})

describe('exports', () => {
  test('are listed by the names that others see', async () => {
    const text = `const a = 1, b = 2\nexport { a, b as c }\nexport * from './x'\nexport default function go() {}`
    expect((await compiled(text)).exports).toEqual(['*', 'a', 'c', 'default'])
  })

  test('of types vanish', async () => {
    expect((await compiled(`export interface A { a: 1 }\nexport type B = A`)).exports).toEqual([])
  })
})

describe('a problem', () => {
  test.each([
    ['after umlauts and emoji', `const ü = '😀'; let x = ;`, 1, 25, 1],
    ['after a byte order mark', `\uFEFFlet x = ;`, 1, 9, 1],
    ['in a file with CRLF', `let a = 1\r\nlet x = ;\r\n`, 2, 9, 1],
    ['that is an emoji', `let 😀 = 1`, 1, 5, 2],
    ['in a file of another encoding', 'l\0e\0t\0 \0a\0', 1, 2, 1],
  ])('%s has its line and column', async (_, text, line, column, length) => {
    const { diagnostics } = await compile(text)
    expect(diagnostics[0]).toMatchObject({ code: 'syntax', location: { line, column, length } })
  })

  test('carries replacements and notes', async () => {
    const { diagnostics } = await compile('const a = 1\nconst a = 2')
    expect(diagnostics[0]?.notes).toEqual([
      'The symbol "a" was originally declared here: npc/wander.ts:1:7: const a = 1',
    ])
    expect((await compile('export const a: number = <div/>')).diagnostics[0]?.replacement).toBe('>')
  })

  test('that is only a warning does not stop the script', async () => {
    const result = await compile('export default (x: number) => x === NaN')
    expect(result).toMatchObject({
      ok: true,
      diagnostics: [{ severity: 'warning', code: 'equals-nan' }],
    })
  })

  test.each([
    ['dynamic-import', `// ö\nexport const ä = import('./x')`, 2, 18],
    ['top-level-await', `export const a = await fetch('x')`, 1, 18],
    ['import-meta', 'export const a = import.meta.url', 1, 18],
  ])('%s is told in words of scripts', async (code, text, line, column) => {
    const result = await compile(text)
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code, location: { line, column } }] })
    expect(result.diagnostics[0]?.hint).toMatch(/host module/)
  })
})

describe('a text', () => {
  test.each([
    ['that is empty', '', 'ts'],
    ['of TypeScript with JSX', 'export const a: unknown = <b />', 'tsx'],
    ['of JavaScript', 'export const a = 1', 'js'],
    ['of a module', 'export const a: number = 1', 'mts'],
    ['with a NUL in a string', `export const a = 'x\0y'`, 'ts'],
    ['with an enum and a decorator', 'export enum E { A }\n@((c: unknown) => c) class C {}', 'ts'],
  ])('%s compiles', async (_, text, ending) => {
    expect((await compile(text, `a.${ending}`)).ok).toBe(true)
  })

  test('is hashed without its byte order mark', async () => {
    const [plain, marked] = [await compiled('export {}'), await compiled('\uFEFFexport {}')]
    expect(marked.hash).toBe(plain.hash)
    expect(plain.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('that was compiled before comes from the cache', async () => {
    const text = 'export const cached = 1'
    expect(await compile(text)).not.toHaveProperty('cached')
    expect(await compile(text)).toMatchObject({ ok: true, cached: true })
  })

  test('makes room in the cache for long ones', async () => {
    const { compile } = createCompileService({
      transform: esbuildTransform(() => import('esbuild')),
    })
    const compileText = (text: string) => compile({ id: 'wander', file: 'wander.ts', text })
    const long = (number: number) => `export const long = ${number} // ${'x'.repeat(1_000_000)}`
    for (let number = 1; number <= 31; number++) await compileText(long(number))
    expect(await compileText(long(1))).toMatchObject({ cached: true })
    await compileText(long(32))
    expect(await compileText(long(1))).toMatchObject({ cached: true })
    expect(await compileText(long(2))).not.toHaveProperty('cached')
  })
})
