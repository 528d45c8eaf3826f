// What every compiler must do. Each environment runs this suite over its own.

import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { GuardedScripts } from 'tickswap/hotreload'
import {
  type CompileRequest,
  type Compiler,
  LOOP_GUARD_SPECIFIER,
  SupersededError,
  textHash,
} from 'tickswap/hotreload/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** What every compiler can be told. */
export interface CompilerSettings {
  readonly loopGuard?: GuardedScripts
}

/** In what compilers may differ. */
export interface CompilerTraits {
  /** Whether it warns of code that is hardly meant so. Default true. */
  readonly warns?: boolean
}

const text = `import { defineBehaviour, type Entity } from 'tickswap'
import * as steer from './steer'

export const speed: number = 40

export default defineBehaviour({
  update({ entities }) {
    for (const entity of entities) {
      for (let turn = 0; turn < steer.turns(entity); turn++) console.log(turn)
    }
  },
})
`
const request: CompileRequest = { id: 'npc/wander', file: 'npc/wander.ts', text }
/** esbuild takes another way for texts above a million characters. */
const LARGE = 1_040_000

/** Describes the contract of `Compiler` for one implementation. */
export function describeCompiler(
  name: string,
  create: (settings?: CompilerSettings) => Compiler,
  { warns = true }: CompilerTraits = {},
): void {
  describe(`the ${name} compiler`, () => {
    let compiler: Compiler

    beforeAll(() => {
      compiler = create()
    })

    afterAll(() => compiler?.close())

    const compile = (script: Partial<CompileRequest>) => compiler.compile({ ...request, ...script })

    async function compiled(script: Partial<CompileRequest> = {}) {
      const result = await compile(script)
      if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
      return result.module
    }

    test('has a name', () => {
      expect(compiler.name).not.toBe('')
    })

    test('makes a module with what it was given', async () => {
      expect(await compiled()).toMatchObject({ ...request, hash: textHash(text) })
    })

    test('lists imports with the names that are taken, and where they stand', async () => {
      const { imports } = await compiled()
      expect(imports).toMatchObject([
        {
          specifier: 'tickswap',
          names: ['defineBehaviour'],
          location: { line: 1, column: 46, length: 10 },
        },
        { specifier: './steer', names: ['*'], location: { line: 2, column: 24, length: 9 } },
      ])
    })

    test('lists exports', async () => {
      const { exports } = await compiled()
      expect([...exports].sort()).toEqual(['default', 'speed'])
    })

    test('gives a map that leads back to the text', async () => {
      const { code, map } = await compiled()
      const lines = code.split('\n')
      const line = lines.findIndex((one) => /speed ?= ?40/.test(one)) + 1
      const column = lines[line - 1]?.search(/speed ?= ?40/) ?? -1
      expect(originalPositionFor(new TraceMap(map), { line, column })).toMatchObject({
        line: 4,
        column: 13,
      })
    })

    test('makes the same of a text with other comments, and in another format', async () => {
      const plain = `import { a } from './x'
        export const table = { one: 1, two: a, f(x: number) { return x + a } }
        export default (y: number) => { if (y > 1) return a; return [y, table.f(y)] }`
      const commented = `// 1
        import { /* 2 */ a } from './x' // 3
        /** 4 */
        export const /* 5 */ table = { /* 6 */ one: 1, // 7
          // 8
          two: /* 9 */ a,
          /** 10
           * 11 */
          f(x: number /* 12 */) { return /* 13 */ x + a /* 14 */ }, /* 15 */
        }
        export default (y: number /* 16 */) => { // 17
          if (y > /* 18 */ 1) /* 19 */ return a /* 20 */
          return [y, /* 21 */ table.f(/* 22 */ y) /* 23 */]
          // 24
        } // 25`
      expect((await compiled({ text: commented })).code).toBe(
        (await compiled({ text: plain })).code,
      )
    })

    test('weaves in a loop guard, whose sites are data', async () => {
      const { code, guardSites, imports } = await compiled()
      expect(code).toContain(LOOP_GUARD_SPECIFIER)
      expect(guardSites?.map(({ kind, line }) => [kind, line])).toContainEqual(['loop', 9])
      expect(imports.map(({ specifier }) => specifier)).not.toContain(LOOP_GUARD_SPECIFIER)
    })

    test('leaves the loop guard out where that is wanted', async () => {
      const some = create({ loopGuard: { except: ['lib/**'] } })
      const results = await Promise.all(
        ['npc/wander', 'lib/noise'].map((id) => some.compile({ ...request, id })),
      )
      await some.close()
      expect(
        results.map((result) => result.ok && result.module.code.includes(LOOP_GUARD_SPECIFIER)),
      ).toEqual([true, false])
    })

    test('tells errors as data, with columns as editors count them', async () => {
      const result = await compile({ text: `const ü = '😀'; let x = ;` })
      expect(result).toEqual({
        ok: false,
        diagnostics: [
          {
            severity: 'error',
            stage: 'compile',
            code: 'syntax',
            script: 'npc/wander',
            message: 'Unexpected ";"',
            location: {
              file: 'npc/wander.ts',
              line: 1,
              column: 25,
              length: 1,
              lineText: `const ü = '😀'; let x = ;`,
            },
          },
        ],
      })
    })

    test.runIf(warns)('tells warnings beside the module', async () => {
      const result = await compile({ text: 'export default (x: number) => x === NaN' })
      expect(result).toMatchObject({
        ok: true,
        diagnostics: [{ severity: 'warning', code: 'equals-nan' }],
      })
    })

    test.each([
      ['dynamic-import', `export const a = import('./x')`],
      ['top-level-await', `export const a = await fetch('x')`],
      ['import-meta', 'export const a = import.meta.url'],
    ])('refuses %s', async (code, refused) => {
      expect(await compile({ text: refused })).toMatchObject({ ok: false, diagnostics: [{ code }] })
    })

    test.each([
      ['wander.tsx', 'export const a: unknown = <b />'],
      ['wander.jsx', 'export const a = <b />'],
      ['wander.js', 'export const a = 1'],
      ['wander.mts', 'export const a: number = 1'],
    ])('takes %s for what its ending says', async (file, code) => {
      expect((await compiled({ file, text: code })).exports).toEqual(['a'])
    })

    test('takes a text with letters of all kinds, and without its byte order mark', async () => {
      const all = 'export const a = "ü 😀 \u2028 \0"'
      expect((await compiled({ text: `\uFEFF${all}` })).text).toBe(all)
    })

    test('counts the line and paragraph separators as ends of lines, in its code too', async () => {
      const text = 'export const t = `x\u2028y\u2029z`\nexport const a = import.meta.url'
      expect(await compile({ text })).toMatchObject({
        ok: false,
        diagnostics: [{ location: { line: 4, column: 18 } }],
      })
      const loops =
        'export const t = String.raw`\u2028`\nwhile (t) {}\nwhile (t) {} // tickswap: no-loop-guard'
      const sites = (await compiled({ text: loops })).guardSites
      expect(sites?.flatMap(({ kind, line }) => (kind === 'loop' ? [line] : []))).toEqual([3])
    })

    test('takes an empty text, and a very large one', async () => {
      expect((await compiled({ text: '' })).exports).toEqual([])
      const large = `// ${'x'.repeat(LARGE)}\nexport const a: number = 1`
      expect((await compiled({ text: large })).exports).toEqual(['a'])
    })

    test('refuses a text above 1 MB of UTF-8, with a place', async () => {
      for (const text of [`// ${'x'.repeat(2 ** 20)}`, `// ${'ü'.repeat(2 ** 19)}`]) {
        const { ok, diagnostics } = await compile({ text })
        expect(ok).toBe(false)
        expect(diagnostics).toMatchObject([{ code: 'too-large', location: { line: 1 } }])
      }
    })

    test('refuses a text that nests too deeply, with the place', async () => {
      const { ok, diagnostics } = await compile({ text: `let a = 1\nlet b = ${'['.repeat(9_000)}` })
      expect(ok).toBe(false)
      expect(diagnostics).toMatchObject([{ code: 'too-nested', location: { line: 2 } }])
    })

    test('compiles or refuses what is almost too deep, and the next text', async () => {
      for (const [open, close] of ['()', '[]', '{}', ['- ', ''], ['a => ', ''], ['!', '']]) {
        const text = `let a = 1\nlet b = ${open?.repeat(240)}1${close?.repeat(240)}`
        const result = await compile({ text })
        const codes = result.diagnostics.map(({ code }) => code)
        if (!result.ok) expect(['syntax', 'too-nested']).toContain(codes[0])
        if (!result.ok) expect(result.diagnostics[0]?.location?.line).toBe(2)
        expect((await compiled({ text: `export const next = ${open?.length}` })).exports).toEqual([
          'next',
        ])
      }
    })

    test.each([
      ['a legacy comment', 'export const a = (b, c) => b <!--c\n'],
      ['bytes that are no text', '\u0001\uFFFD\u0000'.repeat(100)],
      ['half a surrogate pair', 'export const \uD800 = 1'],
      ['an end in the middle of a string', "export const a = 'b"],
      ['an end in the middle of a template', 'export const a = `${b'],
      ['an end in the middle of a comment', 'export const a = 1 /* b'],
    ])('compiles or refuses %s, with a place', async (_what, text) => {
      const { ok, diagnostics } = await compile({ text })
      if (!ok) expect(diagnostics[0]).toMatchObject({ location: { file: request.file } })
    })

    test('reports the first twenty of many problems, and how many there are', async () => {
      const { diagnostics } = await compile({ text: 'const a = 1\n'.repeat(100) })
      expect(diagnostics).toHaveLength(20)
      expect(diagnostics.at(-1)?.notes).toContain('And 79 more.')
    })

    test('has the same text at hand when it comes again', async () => {
      const again = { text: 'export const again = 1' }
      const first = await compile(again)
      expect(first).not.toHaveProperty('cached')
      expect(await compile(again)).toEqual({ ...first, cached: true })
    })

    test('answers each of many requests at once with its own result', async () => {
      const texts = Array.from({ length: 40 }, (_, index) =>
        index % 4 === 3 ? `let ${index}` : `export const own${index} = ${index}`,
      )
      const results = await Promise.all(
        texts.map((one, index) => compile({ id: `many/${index}`, text: one })),
      )
      expect(results.map((result) => (result.ok ? result.module.exports : 'refused'))).toEqual(
        texts.map((_, index) => (index % 4 === 3 ? 'refused' : [`own${index}`])),
      )
    })

    test('answers two texts of one script at once, each with its own result', async () => {
      const [one, two] = await Promise.all([
        compiled({ text: 'export const one = 1' }),
        compiled({ text: 'export const two = 2' }),
      ])
      expect([one.exports, two.exports]).toEqual([['one'], ['two']])
    })

    test('rejects a request that was superseded, and answers the next one', async () => {
      const overtaking = new AbortController()
      const older = compiler.compile(
        { ...request, text: 'export const older = 1' },
        overtaking.signal,
      )
      const rejecting = expect(older).rejects.toThrow(SupersededError)
      overtaking.abort()
      await rejecting
      expect((await compiled({ text: 'export const newer = 1' })).exports).toEqual(['newer'])
    })

    test('may be warmed up at any time, more than once', async () => {
      await Promise.all([compiler.warmUp(), compiler.warmUp(), compiled()])
      await compiler.warmUp()
    })

    test('rejects what is under way when it is closed, and all that comes after', async () => {
      const closing = create()
      const underWay = [closing.compile(request), closing.compile({ ...request, id: 'other' })]
      const rejecting = underWay.map((one) => expect(one).rejects.toThrow(/was closed/))
      await closing.close()
      await Promise.all(rejecting)
      await expect(closing.compile(request)).rejects.toThrow(/is closed/)
      await expect(closing.warmUp()).rejects.toThrow(/is closed/)
    })

    test('may be closed twice, and before it was asked anything', async () => {
      const closing = create()
      await Promise.all([closing.close(), closing.close()])
      await closing.close()
    })

    test('may be closed while it warms up', async () => {
      const closing = create()
      const warming = expect(closing.warmUp()).rejects.toThrow(/closed/)
      await closing.close()
      await warming
    })

    test('does not hear of another one that is closed', async () => {
      const [closing, staying] = [create(), create()]
      await Promise.all([closing.warmUp(), staying.warmUp()])
      await closing.close()
      expect((await staying.compile(request)).ok).toBe(true)
      await staying.close()
    })
  })
}
