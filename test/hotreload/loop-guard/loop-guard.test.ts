// The loop guard: what never ends is ended, and the error names it.

import { LoopError } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'
import { compileScript, type GuardedScripts, guardScripts, thrownBy } from './guarded-script.ts'

let compiler: Compiler
let scripts: GuardedScripts

beforeAll(async () => {
  compiler = nodeCompiler()
})

beforeEach(() => {
  scripts = guardScripts(compiler)
})

/** What the script's `go` throws, in a run of its own. */
async function thrownFrom(text: string): Promise<unknown> {
  const { go } = await scripts.load(text)
  return scripts.run(() => thrownBy(() => go?.()))
}

describe('an endless loop', () => {
  test.each([
    ['for', 'for (let i = 0; i < 10; i += 0) {\n}', 2],
    ['for with an empty header and statement', 'for (;;);', 2],
    ['while', 'while (true) {}', 2],
    ['while with a single statement', 'let x = 0\nwhile (x >= 0) x++', 3],
    ['while whose condition does the work', 'let x = 0\nwhile (x++ >= 0);', 3],
    ['do-while', 'do {} while (true)', 2],
    ['do-while with a single statement', 'let x = 0\ndo x++; while (true)', 3],
    ['for-of over a list that grows', 'const list = [1]\nfor (const x of list) list.push(x)', 3],
    ['for-of over an endless generator', 'for (const x of naturals());', 2],
    ['for-of over an endless iterator', 'for (const x of ones) void x', 2],
    ['labelled, with continue', 'outer: for (;;) {\nfor (const x of [1, 2]) continue outer\n}', 2],
    ['in an arrow function', 'const f = () => {\nwhile (true) {}\n}\nf()', 3],
    ['in a class method', 'new (class {\nm() {\nwhile (true) {}\n} })().m()', 4],
    ['in a constructor', 'new (class {\nconstructor() {\nwhile (true) {}\n} })()', 4],
    ['in a getter', 'void { get x(): number {\nwhile (true) {}\n} }.x', 3],
    ['in a static block', 'class A { static {\nwhile (true) {}\n} }\nvoid A', 3],
    ['in a generator that is used at once', '[...naturals()]', 9],
    ['in a switch', 'switch (1) { case 1:\nwhile (true) {}\n}', 3],
    ['in a finally', 'try {} finally {\nwhile (true) {}\n}', 3],
    ['in a default value', 'const f = (x = (() => { for (;;) {} })()) => x\nf()', 2],
    ['in a callback', '[1].forEach(() => {\nfor (;;) {}\n})', 3],
  ])('%s ends with an error that names its line', async (_, body, line) => {
    const helpers = `\n}\nfunction* naturals(): Generator<number> {\nlet x = 0\nwhile (true) yield x++\n}`
    const lines = body.split('\n').length
    const padding = '\n'.repeat(Math.max(0, 4 - lines))
    const error = await thrownFrom(
      `export function go() {\n${body}${padding}${helpers}\nconst ones = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }`,
    )
    expect(error).toBeInstanceOf(LoopError)
    expect(error).toMatchObject({ location: { file: 'wander.ts', line } })
  })

  test('at the top level of a module ends its evaluation', async () => {
    await expect(scripts.load('let x = 0\nwhile (true) x++')).rejects.toMatchObject({
      location: { line: 2, column: 1, lineText: 'while (true) x++' },
    })
  })

  test('says what happened, where, and what to do', async () => {
    const error = await thrownFrom('export const go = () => {\n  while (true) {}\n}')
    expect(error).toMatchObject({
      name: 'LoopError',
      message:
        'The loop at wander.ts:2 ran for 200 ms without an end. Check what should end it; if it may take that long, write "// tickswap: no-loop-guard" above it.',
    })
  })

  test('is distinguished from the loops that it goes round in', async () => {
    const error = await thrownFrom(`export function go() {
  for (let y = 0; y < 1_000; y += 0) {
    for (let x = 0; x < 20; x++) for (let z = 0; z < 10; z++);
  }
}`)
    expect(error).toMatchObject({ location: { line: 2 } })
  })

  test('is distinguished from the loop that it never leaves', async () => {
    const error = await thrownFrom(`export function go() {
  for (let y = 0; y < 1_000; y++) {
    for (let x = 0; x < 1_000; x += 0);
  }
}`)
    expect(error).toMatchObject({ location: { line: 3 } })
  })

  test('is distinguished from the loops of the functions that it calls, in other scripts too', async () => {
    await scripts.load(
      'export function sum() {\n  let s = 0\n  for (let i = 0; i < 50; i++) s += i\n  return s\n}',
      'lib.ts',
    )
    const error = await thrownFrom(`import { sum } from './lib'
const three = () => { for (let i = 0; i < 3; i++) sum() }
export function go() {
  let x = 0
  while (x < 10) three()
}`)
    expect(error).toMatchObject({ location: { file: 'wander.ts', line: 5 } })
  })

  test('cannot be swallowed by the script', async () => {
    const error = await thrownFrom(`export function go() {
  for (;;) {
    try { while (true) {} } catch {} finally { continue }
  }
}`)
    expect(error).toBeInstanceOf(LoopError)
  })

  test('that was swallowed ends every later loop and call of the same run, and none of the next', async () => {
    const { go, later } = await scripts.load(`let turns = 0
const forever = () => { while (true) {} }
export const later = () => { for (turns = 0; turns < 100_000; turns++); return turns }
export function go() {
  try { forever() } catch {}
  later()
}`)
    expect(scripts.run(() => thrownBy(() => go?.()))).toBeInstanceOf(LoopError)
    expect(scripts.run(() => later?.())).toBe(100_000)
  })
})

describe('a loop over entities', () => {
  const loop = (body: string) => `export function go({ entities }: { entities: number[] }) {
  for (const entity of entities) ${body}
}
const half = (x: number) => x / Math.SQRT2
const place = new Float32Array(10)
declare const later: (entity: number) => void`

  test.each([
    ['that only reckons', 'place[entity] += half(Math.sin(entity))', 0],
    ['that calls what is not known to end', 'later(entity)', 1],
    ['that adds to them', 'entities.push(entity)', 1],
    ['that writes behind them', 'entities[entities.length] = entity', 1],
    ['with a loop inside', 'for (const x of place) place[x]++', 2],
  ])('%s has the checks it needs', async (_, body, checks) => {
    const { guardSites = [] } = await compileScript(compiler, loop(body))
    expect(guardSites.filter(({ kind }) => kind === 'loop').length).toBe(checks)
  })

  test('of the script’s own making has its check', async () => {
    const { guardSites = [] } = await compileScript(
      compiler,
      'export const go = () => { const entities = [1]; for (const entity of entities) void entity }',
    )
    expect(guardSites.filter(({ kind }) => kind === 'loop').length).toBe(1)
  })
})

describe('runaway recursion', () => {
  test('that takes exponential time ends with an error that names the function', async () => {
    const error = await thrownFrom(`export const go = () => fib(60)
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}`)
    expect(error).toMatchObject({ name: 'LoopError', location: { line: 2 } })
    expect(String(error)).toMatch(
      /^LoopError: The function "fib" at wander.ts:2 was called over and over for 200 ms\./,
    )
  })

  test.each([
    [
      'of an arrow function',
      'const f = (n: number): number => n < 1 ? 1 : f(n - 1) + f(n - 1)\nexport const go = () => f(60)',
    ],
    [
      'of two functions',
      'const a = (n: number): number => n < 1 ? 1 : b(n - 1) + b(n - 1)\nconst b = (n: number): number => a(n)\nexport const go = () => a(60)',
    ],
    [
      'of a getter',
      'let n = 60\nconst o = { get x(): number { n--; const y = n < 0 ? 0 : this.x + this.x; n++; return y } }\nexport const go = () => o.x',
    ],
    [
      'through a callback',
      'const f = (n: number): number => n < 1 ? 1 : [1, 2].reduce((s) => s + f(n - 1), 0)\nexport const go = () => f(60)',
    ],
    [
      'of loops',
      'const f = (n: number) => { for (let i = 0; i < 3 && n > 0; i++) f(n - 1) }\nexport const go = () => f(60)',
    ],
  ])('%s ends too', async (_, text) => {
    expect(await thrownFrom(text)).toBeInstanceOf(LoopError)
  })

  test('that takes all of the stack is the RangeError that it always was', async () => {
    expect(await thrownFrom('export const go = (): number => 1 + go()')).toBeInstanceOf(RangeError)
  })
})

describe('a setting', () => {
  const forever = 'export const go = () => { while (true) {} }'

  test('of the limit holds at once', async () => {
    scripts.clock.settings = { enabled: true, limit: 50 }
    expect(String(await thrownFrom(forever))).toContain('ran for 50 ms')
  })

  test('switches the guard off and on', async () => {
    const { go } = await scripts.load(
      'export const go = (n: number) => { let i = 0; while (i < n) i++; return i }',
    )
    scripts.clock.settings = { enabled: false, limit: 1 }
    expect(scripts.run(() => go?.(1_000_000))).toBe(1_000_000)
    scripts.clock.settings = { enabled: true, limit: 1 }
    expect(scripts.run(() => thrownBy(() => go?.(1_000_000)))).toBeInstanceOf(LoopError)
  })
})

describe('the pragma', () => {
  const long = 'for (let i = 0; i < 3_000_000; i++) sum += i'

  test.each([
    ['above the loop', `// tickswap: no-loop-guard\n  ${long}`],
    ['above it, with other comments', `// tickswap: no-loop-guard\n  // It sums.\n\n  ${long}`],
    ['on its line', `${long} // tickswap: no-loop-guard`],
    ['above its label', `// tickswap: no-loop-guard\n  outer:\n  ${long}`],
    ['in a comment of the other kind', `/* tickswap: no-loop-guard */ ${long}`],
    [
      'above a loop with loops inside',
      `// tickswap: no-loop-guard\n  for (let j = 0; j < 300; j++)\n    for (let i = 0; i < 10_000; i++) sum += i`,
    ],
  ])('%s lets it take as long as it likes', async (_, loop) => {
    const { go } = await scripts.load(
      `export function go() {\n  let sum = 0\n  ${loop}\n  return sum\n}`,
    )
    expect(scripts.run(() => go?.())).toBeGreaterThan(0)
  })

  test.each([
    ['on another loop', `// tickswap: no-loop-guard\n  for (const x of [1]) sum += x\n  ${long}`],
    ['below it', `${long}\n  // tickswap: no-loop-guard`],
    ['of another name', `// tickswap: no-loop-guards\n  ${long}`],
  ])('%s does not', async (_, loop) => {
    expect(
      await thrownFrom(`export function go() {\n  let sum = 0\n  ${loop}\n  return sum\n}`),
    ).toBeInstanceOf(LoopError)
  })

  test('does not let a loop inside the free one go on forever', async () => {
    const error = await thrownFrom(`export function go() {
  // tickswap: no-loop-guard
  for (let i = 0; i < 10; i++) {
    while (true) {}
  }
}`)
    expect(error).toMatchObject({ location: { line: 4 } })
  })
})

describe('the instrumented code', () => {
  test('stays the same when only lines move, so that such an edit makes no version', async () => {
    const text = 'export const go = () => { while (Math.random() > 0); }'
    const [first, moved] = [
      await compileScript(compiler, text),
      await compileScript(compiler, `// New.\n\n${text}`),
    ]
    expect(moved.code).toBe(first.code)
    expect(moved.guardSites?.at(-1)?.line).toBe(3)
  })

  test('uses no name that the script uses', async () => {
    const { go } =
      await scripts.load(`const $guard = 1, $calls = 2, $turns = 3, $left = 4, $left1 = 5
export const go = () => { let sum = 0; for (const x of [$guard, $calls, $turns, $left, $left1]) sum += x; return sum }`)
    expect(scripts.run(() => go?.())).toBe(15)
  })

  test('is only there for the scripts that are not excepted', async () => {
    const picky = nodeCompiler({ except: ['lib/**', 'npc/*/old', 'exact'] })
    const isGuarded = async (file: string) =>
      (await compileScript(picky, 'while (Math.random() > 2);', file)).code.includes('$guard')
    expect(await isGuarded('lib/deep/math.ts')).toBe(false)
    expect(await isGuarded('npc/orc/old.ts')).toBe(false)
    expect(await isGuarded('npc/orc/young/old.ts')).toBe(true)
    expect(await isGuarded('exact.ts')).toBe(false)
    expect(await isGuarded('exactly.ts')).toBe(true)
  })
})
