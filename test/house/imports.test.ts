// Imports go one way, stay in their folder, and are never circular.

import { describe, expect, it } from 'vitest'
import { cycleIn } from './cycle.ts'
import { type Module, readModules } from './modules.ts'

const modules = readModules()

const pipeline = ['tickswap/hotreload', 'tickswap/hotreload/adapters']

interface Folder {
  readonly prefix: string
  /** The names of other folders that it may import. */
  readonly tickswap: readonly string[] | 'all'
}

/** The longest prefix wins. */
const folders: readonly Folder[] = [
  { prefix: 'engine/', tickswap: [] },
  { prefix: 'engine/pixi/', tickswap: ['tickswap'] },
  { prefix: 'hotreload/core/', tickswap: ['tickswap'] },
  { prefix: 'hotreload/worker/', tickswap: ['tickswap', ...pipeline] },
  { prefix: 'hotreload/browser/', tickswap: ['tickswap', ...pipeline] },
  { prefix: 'hotreload/disk/', tickswap: [] },
  // In Node a compiler may run without a browser's worker, on the same service.
  {
    prefix: 'hotreload/node/',
    tickswap: [
      'tickswap',
      ...pipeline,
      'tickswap/hotreload/signatures',
      'tickswap/hotreload/worker',
      '#disk',
    ],
  },
  // Types for the pages of the plugin's users.
  {
    prefix: 'hotreload/vite/client.d.ts',
    tickswap: ['tickswap', 'tickswap/hotreload', 'tickswap/hotreload/browser'],
  },
  {
    prefix: 'hotreload/vite/',
    tickswap: ['tickswap', ...pipeline, 'tickswap/hotreload/worker', '#disk'],
  },
  { prefix: 'hotreload/types/', tickswap: ['tickswap', ...pipeline] },
  { prefix: 'hotreload/types/node/', tickswap: ['tickswap', ...pipeline, 'tickswap/types'] },
  { prefix: 'demo/', tickswap: 'all' },
  { prefix: 'bench/', tickswap: 'all' },
  { prefix: 'test/', tickswap: 'all' },
]

/** Tools of the tests that the benches share, and what draws only on a terminal, for its test. */
const shared = [
  'test/browser/chromium.ts',
  'test/vite/project.ts',
  'test/vite/vite-process.ts',
  'demo/terminal/notice-board.ts',
  'demo/terminal/terminal-screen.ts',
]

describe('imports', () => {
  it('are read from every folder', () => {
    for (const { prefix } of folders) {
      expect(modules.some(({ path }) => path.startsWith(prefix))).toBe(true)
    }
  })

  it('go one way: adapters to the core, the core to the engine, the engine to bitECS', () => {
    const wrong = modules.flatMap((module) => {
      const { tickswap } = folderOf(module.path)
      if (tickswap === 'all') return []
      const allowed = new Set<string>(tickswap)
      return foldersNamedIn(module)
        .filter((name) => !allowed.has(name))
        .map((name) => `${module.path} imports ${name}`)
    })
    expect(wrong).toEqual([])
  })

  it('are relative only inside a folder', () => {
    const wrong = modules.flatMap((module) =>
      neighboursOf(module)
        .filter((neighbour) => folderOf(neighbour).prefix !== folderOf(module.path).prefix)
        .filter((neighbour) => !shared.includes(neighbour))
        .map((neighbour) => `${module.path} imports ${neighbour}`),
    )
    expect(wrong).toEqual([])
  })

  it('are never circular, types included', () => {
    const graph = new Map(modules.map((module) => [module.path, neighboursOf(module)]))
    expect(cycleIn(graph)).toBeUndefined()
  })

  it('take pixi.js into the library only in engine/pixi', () => {
    const users = modules
      .filter(({ imports }) => imports.some(({ specifier }) => /^pixi\.js(\/|$)/.test(specifier)))
      .map(({ path }) => path)
      .filter((path) => path.startsWith('engine/') || path.startsWith('hotreload/'))
    expect(users.filter((path) => !path.startsWith('engine/pixi/'))).toEqual([])
    expect(users.length).toBeGreaterThan(0)
  })
})

function folderOf(path: string) {
  const holding = folders.filter(({ prefix }) => path.startsWith(prefix))
  const folder = holding.sort((a, b) => b.prefix.length - a.prefix.length)[0]
  if (!folder) throw new Error(`${path} lies in no folder that this test knows.`)
  return folder
}

function foldersNamedIn({ imports }: Module): readonly string[] {
  return imports
    .map(({ specifier }) => specifier)
    .filter((specifier) => /^(?:tickswap(?:\/|$)|#)/.test(specifier))
}

function neighboursOf({ imports }: Module): readonly string[] {
  return imports.flatMap(({ neighbour }) => neighbour ?? [])
}
