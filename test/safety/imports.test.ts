// Graphs of imports that are as large as they may be work; larger ones are refused with a place.

import { expect, test } from 'vitest'
import { createTestService } from '../hotreload/compile/node-compiler.ts'
import { startGame } from '../hotreload/game/start-game.ts'

const MAX_DEPTH = 250

/** A script of the game that runs what the graph's first module exports. */
const runner = `import { defineSystem } from 'tickswap'
import { value } from './s0'
export const seen = []
export default defineSystem({ update() { seen.push(value()) } })`

/** `count` modules, of which each is written by `write`. */
function modules(count: number, write: (index: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, write(index)]),
  )
}

const chain = (count: number) =>
  modules(count, (index) =>
    index === count - 1 ? 'export const value = () => 7' : `export * from './s${index + 1}'`,
  )

const passedOn = (count: number) =>
  modules(count, (index) =>
    index === count - 1
      ? 'export const value = () => 7'
      : `export { value } from './s${index + 1}'`,
  )

const circle = (count: number) =>
  modules(
    count,
    (index) => `import { value as next } from './s${(index + 1) % count}'
export function value() { return ${index === 0 ? 'typeof next' : 'next'} }
export * from './s${(index + 1) % count}'`,
  )

const star = (count: number) =>
  modules(count, (index) =>
    index === 0
      ? Array.from({ length: count - 1 }, (_, other) => `export * from './s${other + 1}'`).join(
          '\n',
        )
      : `export const ${index === count - 1 ? 'value = () => 7' : `v${index} = 1`}`,
  )

test.each([
  ['a chain of export *', chain(MAX_DEPTH - 1)],
  ['a chain of exports that are passed on', passedOn(MAX_DEPTH - 1)],
  ['a circle', circle(MAX_DEPTH - 1)],
  ['a star', star(900)],
])('%s, as long as it may be, goes live and runs', async (_what, texts) => {
  const game = startGame()
  await game.edit({ ...texts, runner })
  expect(game.diagnostics()).toEqual([])
  game.play()
  expect(game.faulted).toEqual([])
  expect(game.published.at(-1)?.versions).toHaveProperty('runner')
})

test.each([
  ['chain of export *', chain(MAX_DEPTH + 1)],
  ['chain of exports that are passed on', passedOn(MAX_DEPTH + 1)],
  ['circle', circle(MAX_DEPTH + 1)],
])('a longer %s is refused with a place, and the next good edit is live', async (_what, texts) => {
  const game = startGame()
  await game.edit({ ...texts, runner })
  expect(game.diagnostics()[0]).toMatchObject({
    code: 'too-deep-imports',
    location: { line: expect.any(Number) },
    hint: expect.any(String),
  })
  const value = 'export const value = () => 7'
  await game.edit({ s0: value, s125: value })
  expect(game.diagnostics()).toEqual([])
  expect(game.published.at(-1)?.versions).toHaveProperty('runner')
})

test('a chain that grows by one module at a time is refused where it becomes too long', async () => {
  const game = startGame()
  const texts = Object.entries(chain(MAX_DEPTH)).reverse()
  await game.edit(Object.fromEntries(texts))
  await game.edit({ a: "export * from './s0'", b: "export * from './a'" })
  expect(game.diagnostics().map(({ code }) => code)).toEqual(['too-deep-imports'])
})

test('a script imports at most a thousand modules', async () => {
  const { compile } = createTestService()
  const importing = (count: number) =>
    Array.from({ length: count }, (_, index) => `import './m${index}'`).join(';')
  const request = (text: string) => ({ id: 'a', file: 'a.ts', text })
  expect(await compile(request(importing(1_000)))).toMatchObject({ ok: true })
  const { ok, diagnostics } = await compile(request(importing(1_001)))
  expect(ok).toBe(false)
  expect(diagnostics).toMatchObject([
    { code: 'too-many-imports', location: { line: 1 }, hint: expect.any(String) },
  ])
})

test('of many names that a module does not export, the first twenty are reported', async () => {
  const game = startGame()
  const names = Array.from({ length: 500 }, (_, index) => `missing${index}`)
  await game.edit({
    many: modulesText(5_000),
    user: `import { ${names} } from './many'; export const used = [${names}]`,
  })
  expect(game.diagnostics()).toHaveLength(20)
  expect(game.diagnostics().every(({ location }) => location)).toBe(true)
})

function modulesText(exports: number): string {
  return Array.from({ length: exports }, (_, index) => `export const v${index} = 1`).join('\n')
}
