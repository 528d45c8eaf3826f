// Files in memory have the paths of a file system, wherever the texts' own paths start.

import { createMemoryFiles } from 'tickswap/types'
import { expect, test } from 'vitest'

test('takes paths with and without a slash or a dot in front', () => {
  const files = createMemoryFiles({ '/a/one.ts': '1', './a/two.ts': '2', 'a/three.ts': '3' })
  expect(['/a/one.ts', '/a/two.ts', '/a/three.ts'].map((path) => files.read(path))).toEqual([
    '1',
    '2',
    '3',
  ])
})

test('finds a place for paths that lead out of the folder they start at', () => {
  const files = createMemoryFiles({ '../../node_modules/a.d.ts': 'a', 'src/b.ts': 'b' }, [
    '../scripts',
  ])
  const [package_, source, scripts] = ['../../node_modules/a.d.ts', 'src/b.ts', '../scripts'].map(
    files.pathOf,
  )
  expect(package_).toBe('/node_modules/a.d.ts')
  expect(source?.split('/').length).toBe(5)
  expect(scripts?.split('/').length).toBe(3)
  expect(files.read(package_ ?? '')).toBe('a')
})

test('knows its folders', () => {
  const files = createMemoryFiles({ 'a/b/one.ts': '' }, ['scripts'])
  expect(['/a', '/a/b', '/a/b/', '/scripts', '/'].map((path) => files.hasFolder(path))).toEqual(
    Array(5).fill(true),
  )
  expect(['/a/b/one.ts', '/a/c', '/script'].map((path) => files.hasFolder(path))).toEqual(
    Array(3).fill(false),
  )
})
