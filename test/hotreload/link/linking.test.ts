// Linking: what imports mean, and what is said of those that do not hold.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blow, Position, wind } from '../game/components.ts'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame()
})

afterEach(() => blow(1))

/** A system that writes the value of an expression where the test sees it. */
function probe(imports: string, expression: string): string {
  return `import { defineSystem } from 'tickswap'
import { Position } from '../components'
${imports}
export default defineSystem({ update() { Position.x[0] = Number(${expression}) } })`
}

function probed(): number | undefined {
  game.behaviours.step(1)
  return Position.x[0]
}

describe('an import', () => {
  test.each([
    ['a host by name', `import { wind } from '../components'`, 'wind === 1'],
    ['a host with its ending', `import { wind } from '../components.ts'`, 'wind === 1'],
    ['a host by default', `import game from '../components'`, `game.title === 'the test game'`],
    [
      'a host as a namespace',
      `import * as all from '../components'`,
      'all.wind === 1 && all.default.title',
    ],
    ['a library', `import { Vector3 } from 'three'`, 'new Vector3() instanceof Vector3'],
    ['bitECS', `import { query } from 'bitecs'`, `typeof query === 'function'`],
    ['a script', `import { stride } from './npc/steer'`, 'stride === 1'],
    [
      'a script by the name it is emitted under',
      `import { stride } from './npc/steer.js'`,
      'stride === 1',
    ],
    ['a script for its effect', `import './npc/steer'`, 'true'],
    ['only types', `import type { Nothing } from './nowhere'`, 'true'],
  ])('takes %s', async (_, imports, expression) => {
    await game.edit({
      probe: probe(imports, expression.includes('title') ? `!!(${expression})` : expression),
    })
    expect(game.diagnostics()).toEqual([])
    expect(probed()).toBe(1)
  })

  test('finds the index of a folder', async () => {
    await game.edit({
      'lib/index': 'export const seven = 7',
      probe: probe(`import { seven } from './lib'`, 'seven'),
    })
    expect(probed()).toBe(7)
  })

  test('follows a host binding that changes', async () => {
    await game.edit({ probe: probe(`import { wind } from '../components'`, 'wind') })
    blow(5)
    expect(probed()).toBe(5)
  })

  test('follows a script binding that changes', async () => {
    const clock = 'export let ticks = 0\nexport const tick = () => { ticks++ }'
    await game.edit({
      clock,
      probe: probe(`import { tick, ticks } from './clock'`, '(tick(), ticks)'),
    })
    expect(probed()).toBe(1)
    expect(probed()).toBe(2)
  })

  test('reaches through re-exports', async () => {
    await game.edit({
      inner: 'export const a = 1; export default 10',
      outer: `export * from './inner'; export { default as ten } from './inner'; export * as all from './inner'`,
      probe: probe(`import { a, ten, all } from './outer'`, 'a + ten + all.default'),
    })
    expect(probed()).toBe(21)
  })

  test('may close a circle', async () => {
    const even = `import { odd } from './odd'\nexport const even = (n: number): boolean => n === 0 || odd(n - 1)`
    const odd = `import { even } from './even'\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1)`
    await game.edit({ even, odd, probe: probe(`import { even } from './even'`, 'even(10)') })
    expect(probed()).toBe(1)
    await game.edit({ odd: odd.replace('!== 0 &&', '=== 99 ||') })
    expect(game.told).toEqual(['compiled odd', 'published probe'])
  })
})

describe('an import that does not hold', () => {
  test('is reported with its place and with what was probably meant', async () => {
    await game.edit({ 'npc/wander': wanderText.replace('./steer.ts', './stear.ts') })
    expect(game.diagnostics()).toMatchObject([
      {
        stage: 'link',
        code: 'unresolved-import',
        location: { file: 'npc/wander.ts', line: 5, column: 25, length: 12 },
        replacement: "'./steer.ts'",
      },
    ])
  })

  test('of a host lists what can be imported', async () => {
    await game.edit({ 'npc/deep/one': `import { x } from 'pixi.js'\nexport default x` })
    expect(game.diagnostics()[0]?.notes?.[0]).toMatch(/"three"/)
  })

  test('names the missing export of a host where it stands', async () => {
    const text = `import {\n  Position,\n  Velozity,\n} from '../components'\nexport default [Position, Velozity]`
    await game.edit({ probe: text })
    expect(game.diagnostics()).toMatchObject([
      {
        code: 'missing-export',
        location: { line: 3, column: 3, length: 8, lineText: '  Velozity,' },
      },
    ])
  })

  test('cannot be read from outside the registered hosts', async () => {
    await game.edit({
      probe: `import { readFileSync } from 'node:fs'\nexport default readFileSync`,
    })
    expect(game.diagnostics()).toMatchObject([{ code: 'unresolved-import' }])
  })
})

describe('a script that cannot be used', () => {
  test('is rejected with the place in its TypeScript when its top level throws', async () => {
    const text = `interface Config { deep?: { value: number } }
const config: Config = {}
export default config.deep!.value`
    await game.edit({ 'npc/steer': `${steerText}\n${text}` })
    const line = steerText.split('\n').length + 3
    expect(game.diagnostics()).toMatchObject([
      {
        stage: 'evaluate',
        script: 'npc/steer',
        location: { file: 'npc/steer.ts', line, column: 29 },
      },
    ])
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(1)
  })

  test('is not evaluated again until a text changes that could mend it', async () => {
    const counted = `import { blow, wind } from '../../components'\n${steerText}\nblow(wind + 1)`
    await game.edit({ 'npc/steer': `${counted}\nthrow new Error('no')` })
    await game.edit({ other: 'export default 1' })
    expect(wind).toBe(2)
    expect(game.told).toEqual(['compiled other', 'unchanged other'])
    expect(game.diagnostics().length).toBe(1)
  })

  test('is rejected when it is registered and its default export is no definition', async () => {
    await game.edit({ 'npc/wander': 'export default { update() {} }' })
    expect(game.diagnostics()).toMatchObject([
      { stage: 'publish', code: 'no-definition', script: 'npc/wander' },
    ])
    expect(game.published).toEqual([])
  })

  test('is rejected when the engine rejects it', async () => {
    const setup = `export default defineBehaviour({ setup() { throw new Error('no luck') },`
    await game.edit({ 'npc/wander': wanderText.replace('export default defineBehaviour({', setup) })
    expect(game.diagnostics()).toMatchObject([{ stage: 'publish', script: 'npc/wander' }])
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(1)
  })
})

test('modules that were evaluated and not published are seen by nobody', async () => {
  const setup = `export default defineBehaviour({ setup() { if (stride > 1) throw new Error('too fast') },`
  const text = wanderText.replace('advance }', 'advance, stride }')
  await game.edit({ 'npc/wander': text.replace('export default defineBehaviour({', setup) })
  await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 9') })
  expect(game.diagnostics()).toMatchObject([{ stage: 'publish', script: 'npc/wander' }])
  await game.edit({ probe: probe(`import { stride } from './npc/steer'`, 'stride') })
  expect(probed()).toBe(1)
})

describe('a new script', () => {
  test('is registered when it defines a behaviour', async () => {
    const text = wanderText
      .replace('../../components.ts', '../components')
      .replace('./steer.ts', './npc/steer.ts')
    await game.edit({ fresh: text })
    expect(game.behaviours.has('fresh')).toBe(true)
    expect(game.published[0]?.versions).toEqual({ fresh: game.behaviours.inspect('fresh').version })
  })

  test('runs when it defines a system', async () => {
    await game.edit({ probe: probe('', '3') })
    expect(probed()).toBe(3)
    expect(game.published[0]?.versions).toEqual({ probe: game.behaviours.inspect('probe').version })
  })

  test('that cannot start keeps all that came with it from going live, and leaves nothing', async () => {
    const setup = `import { defineSystem } from 'tickswap'
export default defineSystem({ setup() { throw new Error('no sound') } })`
    await game.edit({ broken: setup, probe: probe('', '3') })
    expect([game.behaviours.has('broken'), game.behaviours.has('probe')]).toEqual([false, false])
    expect(game.published).toEqual([])
    expect(game.diagnostics().map(({ script, stage }) => [script, stage])).toEqual([
      ['broken', 'publish'],
    ])
    await game.edit({ broken: setup.replace("throw new Error('no sound')", '') })
    expect([game.behaviours.has('broken'), game.behaviours.has('probe')]).toEqual([true, true])
  })
})
