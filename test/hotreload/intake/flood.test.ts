// Floods: scripts that change all the time keep no other edit waiting, and lose nothing.

import { createWorld } from 'bitecs'
import { createBehaviours } from 'tickswap'
import { createHotReload, type HotReload, type HotReloadOptions } from 'tickswap/hotreload'
import type { Compiler, ScriptChange, Source, SourceListener } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'

let compiler: Compiler
let listener: SourceListener
let hotReload: HotReload
/** The newest published text of each script, and how many generations there were. */
let live: Map<string, number>
let generations: readonly string[][]
let warnings: string[]
let frames: NodeJS.Timeout
let flood: NodeJS.Timeout | undefined

beforeAll(async () => {
  compiler = nodeCompiler()
})

beforeEach(() => start())

afterEach(async () => {
  clearInterval(flood)
  clearInterval(frames)
  await hotReload.close()
})

function start(options: Partial<HotReloadOptions> = {}): void {
  const behaviours = createBehaviours(createWorld())
  const source: Source = {
    name: 'test',
    start(given) {
      listener = given
    },
    stop() {},
  }
  live = new Map()
  generations = []
  warnings = []
  hotReload = createHotReload(behaviours, {
    source,
    compiler: { ...compiler, close: async () => {} },
    evaluator: nodeEvaluator(),
    scripts: {},
    hosts: { 'test:live': { note: (id: string, edit: number) => live.set(id, edit) } },
    ...options,
  })
  hotReload.on('published', ({ texts = [] }) => {
    generations = [...generations, [...texts]]
  })
  hotReload.on('warned', ({ code, message }) => warnings.push(`${code}: ${message}`))
  frames = setInterval(() => behaviours.step(1 / 60), 4)
}

/** A script that says which of its texts runs. */
function textOf(id: string, edit: number): ScriptChange {
  const text = `import { defineSystem } from 'tickswap'
import { note } from 'test:live'
note('${id}', ${edit})
export default defineSystem({})`
  return { id, file: `${id}.ts`, text }
}

const some = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}/s${index}`)

/** Resolves when the text runs. */
async function runs(id: string, edit: number): Promise<void> {
  await expect.poll(() => live.get(id), { interval: 5 }).toBe(edit)
}

/** Reports these scripts' next texts every so often, until the function that it returns is called. */
function startFlood(ids: readonly string[], every: number): () => number {
  let edit = 0
  flood = setInterval(() => {
    edit += 1
    listener.changed(ids.map((id) => textOf(id, edit)))
  }, every)
  return () => {
    clearInterval(flood)
    return edit
  }
}

describe('a flood of texts', () => {
  test('keeps no other edit waiting, is told once, and ends with the newest texts', async () => {
    const flooding = some(30, 'flood')
    listener.changed([...flooding, 'edited'].map((id) => textOf(id, 0)))
    await runs('edited', 0)
    const stop = startFlood(flooding, 20)
    await expect.poll(() => warnings.length).toBe(1)
    for (let edit = 1; edit <= 3; edit++) {
      const before = generations.length
      listener.changed([textOf('edited', edit)])
      await runs('edited', edit)
      // It went live in a generation of its own, or in the one that was under way.
      const own = generations.slice(before).findIndex((texts) => texts.includes('edited'))
      expect(own).toBeLessThan(3)
    }
    const newest = stop()
    await hotReload.settled()
    expect(flooding.map((id) => live.get(id))).toEqual(flooding.map(() => newest))
    expect(warnings).toEqual([
      expect.stringContaining('flood: The source test reports changes faster'),
    ])
    expect(hotReload.diagnostics()).toEqual([])
  })

  test('that is broken is told all the same', async () => {
    const rejected: string[] = []
    hotReload.on('rejected', ({ ids }) => rejected.push(...ids))
    listener.changed([textOf('broken', 0)])
    let edit = 0
    flood = setInterval(() => {
      edit += 1
      listener.changed([{ id: 'broken', file: 'broken.ts', text: `let ${edit}` }])
    }, 20)
    await expect.poll(() => rejected.length).toBeGreaterThan(0)
    expect(new Set(rejected)).toEqual(new Set(['broken']))
  })

  test('has no limits where the game wants none', async () => {
    await hotReload.close()
    start({ rateLimits: false })
    const stop = startFlood(['fast'], 5)
    await expect.poll(() => live.get('fast')).toBeGreaterThan(20)
    const newest = stop()
    await hotReload.settled()
    expect(live.get('fast')).toBe(newest)
    expect(warnings).toEqual([])
  })
})

describe('what is no flood', () => {
  test('a checkout of a thousand files, and the way back: one generation each', async () => {
    const ids = some(1_000, 'many')
    for (const edit of [0, 1]) {
      listener.changed(ids.map((id) => textOf(id, edit)))
      await hotReload.settled()
      expect(new Set(ids.map((id) => live.get(id)))).toEqual(new Set([edit]))
    }
    expect(generations.map((texts) => texts.length)).toEqual([1_000, 1_000])
    expect(warnings).toEqual([])
  })

  test('a file that is saved twice by a formatter', async () => {
    listener.changed([textOf('saved', 0)])
    listener.changed([textOf('saved', 1)])
    await hotReload.settled()
    listener.changed([textOf('saved', 2)])
    await hotReload.settled()
    expect(live.get('saved')).toBe(2)
    expect(warnings).toEqual([])
  })
})

test('a source has at most 20,000 scripts: those beyond are rejected, the others are not', async () => {
  const rejected: string[] = []
  hotReload.on('rejected', ({ diagnostics }) => {
    rejected.push(...diagnostics.map(({ code, script }) => `${code} ${script}`))
  })
  const removal = { id: 'empty/s0', file: 'empty/s0.ts', removed: true } as const
  listener.changed(some(20_000, 'empty').map((id) => ({ id, file: `${id}.ts`, diagnostics: [] })))
  listener.changed([textOf('one-too-many', 0)])
  await hotReload.settled()
  expect(rejected).toEqual(['too-many-scripts one-too-many'])
  listener.changed([removal])
  await hotReload.settled()
  listener.changed([textOf('fits', 0)])
  await runs('fits', 0)
})

test('limits that would let nothing through are an error', async () => {
  await hotReload.close()
  expect(() => start({ rateLimits: { script: { burst: 0, perSecond: 1 } } })).toThrow(
    'rateLimits.script must allow 1 text or more at once and more than 0 a second, not 0 and 1.',
  )
})
