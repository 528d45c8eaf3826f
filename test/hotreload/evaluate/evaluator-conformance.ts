// What every evaluator must do. Each environment runs this suite over its own.

import type { CompiledModule, Evaluator } from 'tickswap/hotreload/adapters'
import { describe, expect, test } from 'vitest'

/** Describes the contract of `Evaluator` for one implementation. */
export function describeEvaluator(name: string, create: () => Evaluator): void {
  async function run(code: string, require: (specifier: string) => unknown = () => ({})) {
    const load = await create().load(moduleOf(code))
    const module = { exports: {} }
    load(module, module.exports, require)
    return module.exports
  }

  describe(`the ${name} evaluator`, () => {
    test('does not run the code when it loads it', async () => {
      await create().load(moduleOf('globalThis.__hasRun = true'))
      expect(globalThis).not.toHaveProperty('__hasRun')
    })

    test('gives the code its module, its exports and what it requires', async () => {
      const code = 'exports.own = require("./other").value; module.exports.more = 2'
      expect(await run(code, (specifier) => ({ value: specifier }))).toEqual({
        own: './other',
        more: 2,
      })
    })

    test('runs a function as often as it is called', async () => {
      const load = await create().load(moduleOf('exports.fresh = {}'))
      const [first, second] = [{ exports: {} }, { exports: {} }]
      load(first, first.exports, () => ({}))
      load(second, second.exports, () => ({}))
      expect(first.exports).toEqual(second.exports)
      expect(Reflect.get(first.exports, 'fresh')).not.toBe(Reflect.get(second.exports, 'fresh'))
    })

    test('runs the code in strict mode, among the globals of the game', async () => {
      expect(
        await run('exports.self = (function () { return this })(); exports.array = Array'),
      ).toEqual({
        self: undefined,
        array: Array,
      })
    })

    test('keeps what is declared at the top level out of the global scope', async () => {
      await run('var leaked = 1; function leakedToo() {}')
      expect(globalThis).not.toHaveProperty('leaked')
      expect(globalThis).not.toHaveProperty('leakedToo')
    })

    test('takes code with letters of all kinds, and code that ends in a comment', async () => {
      expect(await run('exports.text = "ü 😀 \u2028"; // the end')).toEqual({ text: 'ü 😀 \u2028' })
    })

    test('names the script and its line on the stack', async () => {
      const failure = await run('\n\nthrow new Error("here")').catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(Error)
      expect(failure instanceof Error && failure.stack).toMatch(
        /tickswap:\/\/\/npc\/wander\.ts:4:7/,
      )
    })

    test('rejects code that is no JavaScript, and says why', async () => {
      const loading = async () => create().load(moduleOf('let x = ;'))
      await expect(loading()).rejects.toThrow(/Unexpected token/)
    })

    test('loads several modules at once', async () => {
      const evaluator = create()
      const codes = Array.from({ length: 10 }, (_, index) => `exports.index = ${index}`)
      const loads = await Promise.all(codes.map((code) => evaluator.load(moduleOf(code))))
      const indexes = loads.map((load) => {
        const module = { exports: {} }
        load(module, module.exports, () => ({}))
        return Reflect.get(module.exports, 'index')
      })
      expect(indexes).toEqual([...codes.keys()])
    })

    test('leaves nothing behind in the global scope', async () => {
      const before = Object.getOwnPropertyNames(globalThis)
      await run('exports.x = 1')
      expect(Object.getOwnPropertyNames(globalThis).filter((key) => !before.includes(key))).toEqual(
        [],
      )
    })
  })
}

/** A module with this code; its map says that code and source are the same. */
export function moduleOf(code: string): CompiledModule {
  const mappings = code.split('\n').map((_, line) => (line === 0 ? 'AAAA' : 'AACA'))
  return {
    id: 'npc/wander',
    file: 'npc/wander.ts',
    text: code,
    hash: '',
    code,
    map: JSON.stringify({
      version: 3,
      sources: ['npc/wander.ts'],
      names: [],
      mappings: mappings.join(';'),
    }),
    imports: [],
    exports: [],
  }
}
