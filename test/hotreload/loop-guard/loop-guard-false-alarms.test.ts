// What the loop guard leaves alone: work that ends. Most of these are false alarms that other
// guards are known for.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'
import { type GuardedScripts, guardScripts, thrownBy } from './guarded-script.ts'

let compiler: Compiler
let scripts: GuardedScripts

beforeAll(async () => {
  compiler = nodeCompiler()
})

beforeEach(() => {
  scripts = guardScripts(compiler)
})

/** Longer than a run may take. */
const LONG_MILLISECONDS = 1_000
/** Turns that take a good part of a run's time on the stepped clock, and not all of it. */
const MANY_TURNS = 300_000

describe('left alone is', () => {
  // processing/p5.js-web-editor#174: nested loops over pixels.
  test('a long loop that ends in time', async () => {
    const { go } = await scripts.load(`export function go() {
  let count = 0
  for (let y = 0; y < 600; y++) for (let x = 0; x < 800; x++) count++
  return count
}`)
    expect(scripts.run(() => go?.())).toBe(480_000)
  })

  // jsbin/loop-protect: `for (;;)` and `while (true)` that are left by a break, a return or a
  // throw.
  test('a loop without a condition that is left', async () => {
    const { go } = await scripts.load(`export function go() {
  let i = 0
  for (;;) { if (++i > 10_000) break }
  while (true) { try { if (++i > 20_000) throw i } catch (thrown) { return thrown } }
}`)
    expect(scripts.run(() => go?.())).toBe(20_001)
  })

  // Khan/live-editor#518: the same function called from many events.
  test('a short loop in many calls of the engine, however long they take together', async () => {
    const { go } = await scripts.load(`export function go() {
  let sum = 0
  for (let i = 0; i < ${MANY_TURNS}; i++) sum += i
  return sum
}`)
    for (let call = 0; call < 20; call++) expect(scripts.run(() => go?.())).toBeGreaterThan(0)
  })

  test('a short loop in a callback that comes much later', async () => {
    const { take } = await scripts.load(`export const take = (n: number) => {
  const list: (() => number)[] = []
  for (let i = 0; i < n; i++) list.push(() => { let s = 0; for (let j = 0; j <= i; j++) s += j; return s })
  return list
}`)
    const callbacks = scripts.run(() => take?.(50))
    if (!Array.isArray(callbacks)) throw new Error('It took nothing.')
    for (const [index, callback] of callbacks.entries()) {
      scripts.wait(LONG_MILLISECONDS)
      expect(scripts.run(() => callback())).toBe((index * (index + 1)) / 2)
    }
  })

  // jsbin/jsbin#2496 and processing/p5.js-web-editor#4295: a loop that awaits.
  test('a loop that awaits, however long it takes', async () => {
    const { go, soon } = await scripts.load(`export const soon = () => Promise.resolve()
export async function go(wait: (ms: number) => void) {
  let turns = 0
  for (; turns < 300; turns++) {
    for (let i = 0; i < 1_000; i++);
    wait(20)
    await soon()
  }
  return turns
}`)
    expect(soon).toBeTypeOf('function')
    expect(await scripts.run(() => go?.(scripts.wait))).toBe(300)
  })

  test('a loop over an asynchronous generator', async () => {
    const { go } = await scripts.load(`async function* ticks(wait: (ms: number) => void) {
  for (let i = 0; ; i++) { wait(20); await null; yield i }
}
export async function go(wait: (ms: number) => void) {
  let last = 0
  for await (last of ticks(wait)) if (last === 300) break
  return last
}`)
    expect(await scripts.run(() => go?.(scripts.wait))).toBe(300)
  })

  // jsbin/jsbin#2974: a loop that yields.
  test('a generator that goes on a step at a time, forever', async () => {
    const { step } = await scripts.load(`const steps = naturals()
export const step = () => steps.next().value
function* naturals() { let i = 0; while (true) yield i++ }`)
    for (let frame = 0; frame < 20_000; frame++) {
      scripts.wait(16)
      expect(scripts.run(() => step?.())).toBe(frame)
    }
  })

  test('a pause in a debugger, and a few of them', async () => {
    const { go } = await scripts.load(`export function go(wait: (ms: number) => void) {
  let i = 0
  for (; i < 10_000; i++) if (i % 2_000 === 0) wait(${LONG_MILLISECONDS})
  return i
}`)
    expect(scripts.run(() => go?.(scripts.wait))).toBe(10_000)
  })

  test('a game that was not played for a while', async () => {
    const { go } = await scripts.load(
      'export function go() { let i = 0; while (i < 100) i++; return i }',
    )
    for (let frame = 0; frame < 100; frame++) {
      scripts.wait(LONG_MILLISECONDS)
      expect(go?.()).toBe(100)
      await Promise.resolve()
    }
  })

  test('a start that takes long, below the limit', async () => {
    const { table } = await scripts.load(`const values: number[] = []
for (let i = 0; i < ${MANY_TURNS}; i++) values.push(Math.sqrt(i))
export const table = () => values.length`)
    expect(table?.()).toBe(MANY_TURNS)
  })

  test('a script that is loaded after others that took long', async () => {
    for (let index = 0; index < 10; index++) {
      await scripts.load(`let i = 0\nwhile (i < ${MANY_TURNS}) i++`, `script-${index}.ts`)
    }
    const { go } = await scripts.load(
      'export const go = () => { let i = 0; while (i < 10) i++; return i }',
    )
    expect(go?.()).toBe(10)
  })

  test('recursion that ends', async () => {
    const { go } = await scripts.load(
      'export const go = () => fib(20)\nconst fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2))',
    )
    expect(scripts.run(() => go?.())).toBe(6_765)
  })
})

describe('a pause that comes with every turn', () => {
  test('is taken for what it is after a few', async () => {
    const { go } = await scripts.load(
      `export function go(wait: (ms: number) => void) { while (true) wait(${LONG_MILLISECONDS}) }`,
    )
    expect(String(scripts.run(() => thrownBy(() => go?.(scripts.wait))))).toMatch(/^LoopError/)
  })
})

describe('a loop with slow turns', () => {
  test.each([1, 10, 50])('of %i ms ends soon after its time is up', async (milliseconds) => {
    const { go } = await scripts.load(
      'export function go(wait: (ms: number) => void) { while (true) wait(1) }\nexport const quick = () => {}',
    )
    let waited = 0
    const error = scripts.run(() =>
      thrownBy(() =>
        go?.(() => {
          waited += milliseconds
          scripts.wait(milliseconds)
        }),
      ),
    )
    expect(String(error)).toMatch(/^LoopError/)
    expect(waited).toBeLessThanOrEqual(300)
  })
})
