// The sweep: whatever a watcher loses, doubles or reorders, what is on the disk is reported within
// one sweep.

import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, relative } from 'node:path'
import type { ScriptFolder, ScriptWatcher } from 'tickswap/hotreload/node'
import { nativeWatcher } from 'tickswap/hotreload/node'
import { describe, expect, test } from 'vitest'
import { Random } from '../../engine/fuzz/random.ts'
import { createFolder, type FolderStage, watch } from './folder-stage.ts'
import { type Unreliability, unreliableWatcher } from './unreliable-watcher.ts'

const reason = { code: 'option', sentence: 'The test asks for it.' } as const
/** Never says anything. */
const dead = (folder: ScriptFolder): ScriptWatcher => ({
  ...nativeWatcher(folder, { reason }),
  status: {
    mode: 'polling',
    reason,
    state: 'watching',
    notifications: 0,
    overhead: { busy: 0, share: 0 },
  },
  name: 'dead',
  isWatching: true,
  start: async () => {},
  stop: async () => {},
})

describe('without a word from the watcher', () => {
  const never = 1e9

  test('a pass over stamps finds what is new, changed or gone', async () => {
    const folder = createFolder()
    folder.write('changed.ts', '// 1')
    folder.write('gone.ts', '// 1')
    const heard = await watch(folder, { watcher: dead, sweep: { stamps: 30, contents: never } })
    folder.write('changed.ts', '// 2')
    folder.write('new/new.ts', '// 2')
    folder.remove('gone.ts')
    await heard.until('all is told', () => {
      const texts = heard.texts()
      return (
        texts['changed.ts'] === '// 2' &&
        texts['new/new.ts'] === '// 2' &&
        texts['gone.ts'] === undefined
      )
    })
    expect(heard.source.status.missed).toBe(3)
  })

  test('contents alone tell a change, whatever the stamps say', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    folder.write('b.ts', '// 1')
    const heard = await watch(folder, { watcher: dead, sweep: { stamps: never, contents: 100 } })
    folder.write('a.ts', '// 2')
    folder.remove('b.ts')
    await heard.until('a is new', () => heard.texts()['a.ts'] === '// 2')
    await heard.until('b is gone', () => heard.texts()['b.ts'] === undefined)
  })

  test('a file that changed in the tick of the clock in which it was read is read again', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    const heard = await watch(folder, { watcher: dead, sweep: { stamps: 30, contents: never } })
    const { mtime, atime } = statSync(folder.path('a.ts'))
    folder.write('a.ts', '// 2')
    utimesSync(folder.path('a.ts'), atime, mtime)
    await heard.until('it is told', () => heard.texts()['a.ts'] === '// 2')
  })

  test('a refresh finds all of it at once', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    folder.write('b.ts', '// 1')
    const heard = await watch(folder, { watcher: dead, sweep: { stamps: never, contents: never } })
    folder.write('a.ts', '// 2')
    folder.remove('b.ts')
    folder.write('c.ts', '// 2')
    await heard.source.refresh()
    expect(heard.texts()).toEqual({ 'a.ts': '// 2', 'c.ts': '// 2' })
  })
})

test('what the system loses while the game is blocked is found', async () => {
  const folder = createFolder()
  for (const name of ['a', 'b', 'lost']) folder.write(`${name}.ts`, '// 0')
  const heard = await watch(folder, { watcher: 'native', sweep: { stamps: 200 } })
  // More than the system's queue holds, and in turns: equal ones in a row would be one.
  const files = ['a', 'b'].map((name) => openSync(folder.path(`${name}.ts`), 'w'))
  for (let turn = 0; turn < 24_000; turn++)
    writeSync(files[turn % 2] ?? 0, `// ${10_000 + turn}`, 0)
  for (const file of files) closeSync(file)
  folder.write('lost.ts', '// 1')
  await heard.until('the last one is told', () => heard.texts()['lost.ts'] === '// 1')
  await heard.until(
    'the others are',
    () => heard.texts()['a.ts'] === '// 33998' && heard.texts()['b.ts'] === '// 33999',
  )
  expect(heard.source.status.mode).toBe('native')
})

describe('after random changes, what was reported is what is on the disk', () => {
  const manners: Record<string, Unreliability> = {
    'with all notifications': { lost: 0, doubled: 0, delayed: 0 },
    'with half of them lost': { lost: 0.5, doubled: 0.1, delayed: 0.1 },
    'with all of them lost': { lost: 1, doubled: 0, delayed: 0 },
    'with all of them doubled': { lost: 0, doubled: 1, delayed: 0 },
    'in another order': { lost: 0, doubled: 0.2, delayed: 0.8 },
  }

  for (const [name, manner] of Object.entries(manners)) {
    test(name, async () => {
      const seed = Math.floor(Math.random() * 2 ** 32)
      console.log(`${name}: seed ${seed}`)
      const random = new Random(seed)
      const folder = createFolder()
      const heard = await watch(folder, {
        watcher: (scripts) => unreliableWatcher(nativeWatcher(scripts, { reason }), manner, random),
        sweep: { stamps: 50, contents: 500 },
      })
      for (let burst = 0; burst < 12; burst++) {
        for (let turn = 0; turn < 25; turn++) changeSomething(folder, random)
        // The source gets its turn in the midst of it, too.
        await new Promise((resolve) => setTimeout(resolve, random.below(60)))
      }
      const expected = textsOn(folder)
      await heard.until(`all is as on the disk (seed ${seed})`, () =>
        isEqual(heard.texts(), expected),
      )
      await heard.source.refresh()
      expect(heard.texts()).toEqual(expected)
      expect(
        heard.calls.every(
          (changes) => new Set(changes.map(({ id }) => id)).size === changes.length,
        ),
      ).toBe(true)
    })
  }
})

const names = [
  'a.ts',
  'b.ts',
  'c.js',
  'c.ts',
  'npc/a.ts',
  'npc/b.tsx',
  'npc/deep/a.ts',
  'lib/a.ts',
  'lib/.a.ts',
]
const folders = ['npc', 'npc/deep', 'lib']

type Deed = (folder: FolderStage, random: Random) => void

const deeds: readonly Deed[] = [
  (folder, random) => folder.write(random.pick(names), textOf(random)),
  (folder, random) => folder.write(random.pick(names), textOf(random)),
  (folder, random) => folder.write(random.pick(names), ''),
  (folder, random) => folder.remove(random.pick(names)),
  (folder, random) => renameSync(folder.path(random.pick(names)), folder.path(random.pick(names))),
  (folder, random) =>
    renameSync(folder.path(random.pick(folders)), folder.path(random.pick(folders))),
  (folder, random) => rmSync(folder.path(random.pick(folders)), { recursive: true, force: true }),
  (folder, random) => chmodSync(folder.path(random.pick(names)), 0o600),
  replaceAtomically,
  hideTheTime,
]

/** What cannot be done now (there is no such file) is left undone. */
function changeSomething(folder: FolderStage, random: Random): void {
  try {
    random.pick(deeds)(folder, random)
  } catch {
    // A rename of what is not there, for instance.
  }
}

function replaceAtomically(folder: FolderStage, random: Random): void {
  const file = random.pick(names)
  mkdirSync(dirname(folder.path(file)), { recursive: true })
  folder.write('.new', textOf(random))
  renameSync(folder.path('.new'), folder.path(file))
}

/** A text of the same size under the same time. */
function hideTheTime(folder: FolderStage, random: Random): void {
  const path = folder.path(random.pick(names))
  const { mtime, atime } = statSync(path)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\d$/, String(random.below(10))))
  utimesSync(path, atime, mtime)
}

function textOf(random: Random): string {
  return `export const value = ${1_000 + random.below(9_000)}`
}

/** What a source should have reported: of files of the same script, the first. */
function textsOn({ root }: FolderStage): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'))
    .filter((file, _, all) => !(file.endsWith('.js') && all.includes(file.replace(/js$/, 'ts'))))
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]))
}

function isEqual(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
