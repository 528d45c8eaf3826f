// Rooms: every part of the package is divided into folders whose imports, types included, all run
// one way.

import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Module, readModules } from './modules.ts'
import { type House, houses } from './rooms.ts'

const modules = readModules()

/** A room holds about a dozen files: as many as fit into one look. */
const MOST_FILES = 14

describe.each(houses)('$folder', (house) => {
  const files = filesOf(house)

  it('has just these rooms', () => {
    const found = new Set(files.map((file) => roomOf(house, file)).filter((room) => room !== ''))
    expect([...found].sort()).toEqual([...house.rooms].sort())
  })

  it('imports from lower rooms only, types included', () => {
    const wrong = files.flatMap((file) =>
      neighboursIn(house, file)
        .filter((neighbour) => levelOf(house, neighbour) > levelOf(house, file.path))
        .map((neighbour) => `${file.path} imports ${neighbour}`),
    )
    expect(wrong).toEqual([])
  })

  it('has rooms that are seen at a glance', () => {
    const counts = house.rooms.map((room) => {
      return `${room}: ${files.filter((file) => roomOf(house, file) === room).length}`
    })
    expect(counts.filter((count) => Number(count.split(': ')[1]) > MOST_FILES)).toEqual([])
  })
})

describe('file names', () => {
  /**
   * Entries and settings have the name that the package manager, TypeScript or the field expects.
   */
  const shared = ['index.ts', 'environment.d.ts']

  it('stand for one file in the whole package', () => {
    const paths = modules
      .map(({ path }) => path)
      .filter((path) => path.startsWith('engine/') || path.startsWith('hotreload/'))
    const doubled = paths.filter((path) => {
      const name = posix.basename(path)
      return (
        !shared.includes(name) &&
        paths.some((other) => other !== path && posix.basename(other) === name)
      )
    })
    expect(doubled).toEqual([])
  })
})

/** Parts of their own that lie in the folder of another one. */
const inner = ['engine/pixi/', 'hotreload/types/node/']

function filesOf({ folder }: House): readonly Module[] {
  return modules
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .filter(({ path }) => !inner.some((prefix) => path.startsWith(prefix)))
}

function roomOf({ folder }: House, { path }: Pick<Module, 'path'>): string {
  return posix.dirname(posix.relative(folder, path)).replace(/^\.$/, '')
}

function levelOf(house: House, path: string): number {
  const room = roomOf(house, { path })
  return room === '' ? house.rooms.length : house.rooms.indexOf(room)
}

function neighboursIn(house: House, { imports }: Module): readonly string[] {
  const files = new Set(filesOf(house).map(({ path }) => path))
  return imports
    .flatMap(({ neighbour }) => neighbour ?? [])
    .filter((neighbour) => files.has(neighbour))
}
