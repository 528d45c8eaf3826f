// Prototype names: a game in which everything is called as the properties of Object.prototype are.

/** What every plain object inherits, and what the language looks for in objects and modules. */
const names = [
  ...Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__'),
  ...['watch', 'unwatch', 'then', 'prototype', 'toJSON', 'length', 'name', 'call', 'apply', 'bind'],
]

/** Names of scripts, helpers, host modules, exports and fields. */
export const prototypeNames: readonly string[] = names

/** A field may have this name too; a script may not. */
export const fieldNames: readonly string[] = [...names, '__proto__']

/** A system that notes its number, ten times that of a helper, and that of a host, in `told`. */
export function systemText(name: string, number: number): string {
  return `import { defineSystem } from 'tickswap'
import { ${name} as helped } from './lib/${name}'
import * as helper from './lib/${name}'
import { ${name} as hosted } from '../hosts/${name}'
export const ${name} = ${number}
export default defineSystem({
  update() {
    globalThis.told ??= {}
    const isBare = Object.keys(helper).length === 1 && helper.isFrozen === undefined
    globalThis.told['${name}'] = isBare ? ${name} * 100 + helped * 10 + hosted : 'not bare'
  },
})
`
}

/** A module that exports a number under a name. */
export function moduleText(name: string, number: number): string {
  return `export const ${name} = ${number}\n`
}

/** A behaviour whose state has these fields. Each counts up by one in each frame. */
export function behaviourText(fields: readonly string[]): string {
  return `import { defineBehaviour, f32 } from 'tickswap'
const fields = ${JSON.stringify(fields)}
export default defineBehaviour({
  state: { ${fields.map((field) => `[${JSON.stringify(field)}]: f32(0)`).join(', ')} },
  update({ entities, state }) {
    for (const field of fields) for (const entity of entities) state[field][entity] += 1
  },
})
`
}
