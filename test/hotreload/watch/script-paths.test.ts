// Which files are scripts, and what their ids are.

import type { ScriptGlobs } from 'tickswap/hotreload/node'
import { describe, expect, test } from 'vitest'
import { createScriptPaths } from '#hotreload/node/watch/folder/script-paths'

const idOf = (file: string, globs: ScriptGlobs = {}) => createScriptPaths(globs).scriptOf(file)?.id

test.each([
  ['wander.ts', 'wander'],
  ['npc/wander.tsx', 'npc/wander'],
  ['npc/old.wander.js', 'npc/old.wander'],
  ['a/b/c/d.mts', 'a/b/c/d'],
  ['looks-like.ts/inner.jsx', 'looks-like.ts/inner'],
])('%s is the script %s', (file, id) => {
  expect(idOf(file)).toBe(id)
  expect(createScriptPaths({}).scriptOf(file)?.problem).toBeUndefined()
})

test.each([
  'notes.txt',
  'wander.ts~',
  '.wander.ts.swp',
  '.#wander.ts',
  '.hidden.ts',
  '.git/hook.js',
  'npc/.old/wander.ts',
  'types.d.ts',
  'npc/types.d.mts',
  'node_modules/x/index.js',
  'npc/node_modules/x/index.js',
  'ts',
])('%s is no script', (file) => {
  expect(idOf(file)).toBeUndefined()
})

test.each([
  'my script.ts',
  'con.ts',
  'npc/NUL.js',
  'wander~1.ts',
  'a:b.ts',
  'npc./a.ts',
  '%2e%2e/a.ts',
])('%s is told to be misnamed', (file) => {
  expect(createScriptPaths({}).scriptOf(file)?.problem).toMatch(/is not a name|is an absolute path/)
})

test('globs include and exclude', () => {
  const globs = { include: ['npc/**', 'main.ts'], exclude: ['**/draft-*', 'npc/old/**'] }
  const files = [
    'main.ts',
    'other.ts',
    'npc/a.ts',
    'npc/deep/b.ts',
    'npc/draft-c.ts',
    'npc/old/d.ts',
    'npc/e.md',
  ]
  expect(files.filter((file) => idOf(file, globs) !== undefined)).toEqual([
    'main.ts',
    'npc/a.ts',
    'npc/deep/b.ts',
  ])
})

test('folders that cannot hold scripts are not entered', () => {
  const { enters } = createScriptPaths({ exclude: ['npc/old/**', 'lib/*.ts'] })
  const folders = [
    '',
    'npc',
    'npc/old',
    'lib',
    'node_modules',
    'npc/node_modules',
    '.git',
    'npc/.cache',
  ]
  expect(folders.filter(enters)).toEqual(['', 'npc', 'lib'])
})

test('names whose accents stand alone become ids with composed ones', () => {
  expect(createScriptPaths({}).scriptOf('cafe\u0301.ts')).toEqual({
    id: 'caf\u00e9',
    file: 'caf\u00e9.ts',
    problem: undefined,
  })
})

describe('a glob that leads out of the folder', () => {
  test.each(['../other/**', '/etc/**', 'npc/../../x'])('%s is rejected', (glob) => {
    expect(() => createScriptPaths({ include: [glob] })).toThrow(/leads out of the scripts' folder/)
    expect(() => createScriptPaths({ exclude: [glob] })).toThrow(/leads out of the scripts' folder/)
  })
})
