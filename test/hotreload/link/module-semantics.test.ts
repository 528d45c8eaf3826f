// A compiled module does what the same ES module does when JavaScript itself runs it.

import { type CompileService, LOOP_GUARD_SPECIFIER } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { createCompileService } from 'tickswap/hotreload/worker'
import { oxcTransform } from 'tickswap/vite'
import * as vite from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestService } from '../compile/node-compiler.ts'

/**
 * A module that all of the others may import, as `./lib`. It has what is easily got wrong: live
 * bindings and `this`.
 */
const lib = `
export let count = 0
export function add() { return ++count }
export function self() { return this === undefined }
export const tag = (strings, ...values) => strings.raw.join('|') + values.join()
export class Base { kind = 'base' }
export const record = { inner: { add: 'inner' } }
export const list = ['a', 'b']
export { list as 'a list' }
export default (x) => x * 2
`

/** Each sets \`result\`, from what it imports or calls the same. */
const modules: Readonly<Record<string, string>> = {
  'live bindings': `import { count, add } from './lib'; const before = count; add(); export const result = [before, count]`,
  'a call without this': `import { self } from './lib'; import * as all from './lib'; export const result = [self(), self?.(), all.self()]`,
  'a template tag': `import { tag } from './lib'; export const result = tag\`a\${1}b\${2}c\``,
  'a shorthand property': `import { list, record as r } from './lib'; export const result = { list, r }`,
  'a default import': `import double, { default as twice } from './lib'; export const result = [double(2), twice(3)]`,
  'a name that is a string': `import { 'a list' as list } from './lib'; export const result = list`,
  'an import that is extended': `import { Base } from './lib'; class Derived extends Base { own = 1 }; export const result = { ...new Derived() }`,
  'an import that is constructed': `import { Base } from './lib'; export const result = new Base().kind`,
  'a namespace': `import * as lib from './lib'; const { list } = lib; export const result = [list, Object.keys(lib).sort(), lib['count']]`,
  'a property of the same name': `import { list } from './lib'; const o = { list: 1, m: { list: 2 } }; class C { list = 3; static list() { return 4 } }; export const result = [o.list, o.m.list, new C().list, C.list(), list]`,
  'a computed property of the same name': `import { list } from './lib'; const o = { [list[0]]: 1, [list]: 2 }; export const result = [o.a, o[list]]`,
  'a label of the same name': `import { list } from './lib'; let n = 0; list: for (const x of list) { for (;;) { n++; continue list } }; export const result = n`,
  'a parameter': `import { list } from './lib'; const f = (list) => list; export const result = [f(1), list]`,
  'a parameter that is destructured': `import { list, record } from './lib'; const f = ({ list, r: [record = 5] }) => [list, record]; export const result = [f({ list: 1, r: [] }), list, record]`,
  'a default of a parameter': `import { list } from './lib'; const f = (x = list) => { var list = 1; return [x, list] }; export const result = f()`,
  'a variable in a block': `import { list } from './lib'; const seen = []; { const list = 1; seen.push(list) }; seen.push(list); export const result = seen`,
  'a var in a function': `import { list } from './lib'; function f() { if (true) { var list = 1 } return list }; export const result = [f(), list]`,
  'a function in a block': `import { add, list } from './lib'; const seen = []; { function list() { return 1 } seen.push(list()) }; seen.push(list); export const result = seen`,
  'a function expression of the same name': `import { list } from './lib'; const f = function list() { return typeof list }; export const result = [f(), list]`,
  'a class expression of the same name': `import { list } from './lib'; const C = class list { static own() { return typeof list } }; export const result = [C.own(), list]`,
  'a loop variable': `import { list } from './lib'; const seen = []; for (const list of [1, 2]) seen.push(list); for (let list = 0; list < 1; list++) seen.push(list); seen.push(list); export const result = seen`,
  'a caught error': `import { list } from './lib'; let seen; try { throw 1 } catch (list) { seen = list }; export const result = [seen, list]`,
  'a switch': `import { list } from './lib'; let seen; switch (list.length) { case 2: let list = 7; seen = list }; export const result = [seen, list]`,
  'a static block': `import { list } from './lib'; let seen; class C { static { var list = 1; seen = list } }; export const result = [seen, list]`,
  'an exported import': `import { list } from './lib'; export { list, list as again }; export const result = list`,
  'exports of all kinds': `export const { a, b: [c = 3, ...d] } = { a: 1, b: [undefined, 4] }; export function f() { return 5 } export class G {} let h = 6; export { h, h as 'i j' }; h = 7; export const result = [a, c, d]`,
  're-exports': `export { add as plus, default as double } from './lib'; export * as all from './lib'; export const result = 1`,
  'all of another module, and a name of its own': `export * from './lib'; export const list = 'own'; export const result = list`,
  'a default that is an expression in brackets': `export default (1, 2); export const result = 1`,
  'a default that is an arrow function': `export default async (x) => x; export const result = 1`,
  'a default that is a function without a name': `export default function () { return 1 } export const result = 1`,
  'a default that is a generator without a name': `export default function* () { yield 1 } export const result = 1`,
  'a default that is a class without a name': `export default class { own = 1 } export const result = 1`,
  'a default that is a named function, called before': `export const result = go(); export default function go() { return 3 }`,
  'names that look like those that are added': `import { list } from './lib'; const $import0 = 1, $default = 2, $reexport = 3, $guard = 4; export default $default; export const result = [$import0, $default, $reexport, $guard, list]`,
  'use strict': `'use strict'; import { list } from './lib'; export const result = [list, (function () { return this })()]`,
  'an import behind its use': `export const result = list.length; import { list } from './lib'`,
  'an effect': `import './lib'; export const result = 1`,
  'a module that is imported twice': `import { list } from './lib'; import { add } from './lib'; import * as all from './lib'; export const result = [list, typeof add, Object.keys(all).length]`,
  'comments everywhere': `/* a */ import { /* b */ list /* c */ } from /* d */ './lib' // e\n/** f */\nexport /* g */ const /* h */ result /* i */ = /* j */ [/* k */ list, // l\n /* m\n m */ 1] /* n */\n// o`,
  'an assignment to an import': `import { count, list } from './lib'; let seen; try { count = 5 } catch (error) { seen = error.name }; export const result = [seen, count]`,
}

const file = 'npc/a.js'

/** A loop guard that never has to check: its counters do not run out. */
const idleGuard = { calls: [Infinity], iterations: Array.from({ length: 100 }, () => Infinity) }

/** What the module's exports are by JavaScript itself. */
async function native(text: string): Promise<unknown> {
  const asUrl = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`
  // A comment, so that every case gets a module of its own.
  const libUrl = asUrl(`${lib}// ${text}`)
  return plain(
    await import(/* @vite-ignore */ asUrl(text.replaceAll(`'./lib'`, JSON.stringify(libUrl)))),
  )
}

async function ours(service: CompileService, text: string): Promise<unknown> {
  const run = async (source: string, require: (specifier: string) => unknown) => {
    const result = await service.compile({ id: 'npc/a', file, text: source })
    if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
    const exports: Record<string, unknown> = {}
    const load = await nodeEvaluator().load(result.module)
    load({ exports }, exports, (specifier) =>
      specifier === LOOP_GUARD_SPECIFIER ? idleGuard : require(specifier),
    )
    return exports
  }
  const imported = await run(lib, () => undefined)
  return plain(await run(text, () => imported))
}

/**
 * Exports by name. Functions are told by what they are, since their names differ where they have
 * none.
 */
function plain(namespace: object): Record<string, unknown> {
  const entries = Object.keys(namespace)
    .sort()
    .map((name) => [name, Reflect.get(namespace, name)] as const)
  return Object.fromEntries(entries.map(([name, value]) => [name, shown(value)]))
}

function shown(value: unknown): unknown {
  if (typeof value === 'function') return `a ${value.constructor.name}`
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(shown) : plain(value)
}

const services: Readonly<Record<string, () => CompileService>> = {
  esbuild: () => createTestService(false),
  'esbuild and a loop guard': () => createTestService(true),
  Oxc: () => createCompileService({ transform: oxcTransform(vite), loopGuard: false }),
}

describe.each(Object.keys(services))('with %s', (name) => {
  let service: CompileService

  beforeAll(() => {
    service = services[name]?.() ?? createTestService()
  })

  test.each(Object.keys(modules))('%s', async (title) => {
    const text = modules[title] ?? ''
    expect(await ours(service, text)).toEqual(await native(text))
  })
})
