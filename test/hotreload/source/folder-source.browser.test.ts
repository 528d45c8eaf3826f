// The folder source, in a real Chromium, on folders of the origin private file system.

import { createWorld } from 'bitecs'
import { createBehaviours, defineSystem, TickswapError } from 'tickswap'
import { createHotReload, type Warning } from 'tickswap/hotreload'
import type { ScriptChange, SourceListener } from 'tickswap/hotreload/adapters'
import {
  type FolderSource,
  type FolderSourceOptions,
  folderSource,
  pageEvaluator,
  workerCompiler,
} from 'tickswap/hotreload/browser'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readFrom, writeInto } from './private-folder.ts'

/** As it is, whatever a test makes of it. */
const { getFile } = FileSystemFileHandle.prototype
const realFile = (handle: FileSystemFileHandle) => getFile.call(handle)

let root: FileSystemDirectoryHandle
let folder: FileSystemDirectoryHandle
let source: FolderSource
let changes: ScriptChange[]
let reports: (readonly ScriptChange[])[]
let warnings: Warning[]
let folders = 0

const listener: SourceListener = {
  changed(found) {
    reports.push(found)
    changes.push(...found)
  },
  warned: (warning) => warnings.push(warning),
}

beforeEach(async () => {
  root = await navigator.storage.getDirectory()
  folder = await root.getDirectoryHandle(`scripts-${folders++}`, { create: true })
  changes = []
  reports = []
  warnings = []
})

afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await source?.stop()
  await root.removeEntry(folder.name, { recursive: true }).catch(() => {})
})

async function start(options: FolderSourceOptions = {}): Promise<void> {
  source = folderSource({ folder, interval: 30, ...options })
  await source.start(listener)
}

test('reports every script that is there, at once', async () => {
  await write('wander.ts', 'one')
  await write('npc/steer.js', 'two')
  await start()
  expect(reports).toHaveLength(1)
  expect(changes).toEqual([
    { id: 'npc/steer', file: 'npc/steer.js', text: 'two' },
    { id: 'wander', file: 'wander.ts', text: 'one' },
  ])
})

test('ignores what is not a script', async () => {
  for (const file of [
    'notes.md',
    'types.d.ts',
    '.hidden.ts',
    '.git/a.ts',
    'node_modules/b.ts',
    'a b.ts',
  ]) {
    await write(file, 'text')
  }
  await start()
  expect(changes).toEqual([])
})

test('takes one of two files with the same id', async () => {
  await write('wander.js', 'js')
  await write('wander.ts', 'ts')
  await start()
  expect(changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'ts' }])
})

for (const observe of [true, false]) {
  describe(observe ? 'with the browser’s observer' : 'by polling', () => {
    test('says whether it observes or polls', async () => {
      await start({ observe })
      expect(source.mode).toBe(observe ? 'observing' : 'polling')
    })

    test('reports a changed text, and only that', async () => {
      await write('wander.ts', 'one')
      await write('colour.ts', 'same')
      await start({ observe })
      changes.length = 0
      await write('wander.ts', 'two')
      await expect.poll(() => changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'two' }])
    })

    test('reports a new file in a new folder', async () => {
      await start({ observe })
      await write('npc/boss/rage.ts', 'new')
      await expect
        .poll(() => changes)
        .toEqual([{ id: 'npc/boss/rage', file: 'npc/boss/rage.ts', text: 'new' }])
    })

    test('reports a removed file', async () => {
      await write('wander.ts', 'one')
      await start({ observe })
      changes.length = 0
      await folder.removeEntry('wander.ts')
      await expect.poll(() => changes).toEqual([{ id: 'wander', file: 'wander.ts', removed: true }])
    })

    test('takes a file that is deleted and written again for a change', async () => {
      await write('wander.ts', 'one')
      await start({ observe })
      // In less time than it takes to count as removed; on a busy machine, at some attempt.
      let gap = Number.POSITIVE_INFINITY
      for (let attempt = 0; gap > 140; attempt++) {
        const text = `two ${attempt}`
        changes.length = 0
        const begin = performance.now()
        await folder.removeEntry('wander.ts')
        await write('wander.ts', text)
        gap = performance.now() - begin
        await expect.poll(() => changes.at(-1)).toEqual({ id: 'wander', file: 'wander.ts', text })
      }
      expect(changes).toHaveLength(1)
    })

    test('says that the folder was removed, once, and stops', async () => {
      await write('wander.ts', 'one')
      await start({ observe })
      await root.removeEntry(folder.name, { recursive: true })
      await expect.poll(() => warnings).toHaveLength(1)
      expect(warnings[0]).toMatchObject({
        code: 'watching-lost',
        message: `The folder "${folder.name}" was moved or deleted. The game keeps running with the scripts it has. Open the folder again.`,
      })
      expect(source.mode).toBe('closed')
      expect(source.folder).toBeUndefined()
    })
  })
}

test('finds a text that changed behind the same time and size', async () => {
  vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockImplementation(async function (
    this: FileSystemFileHandle,
  ) {
    return new File([await realFile(this)], this.name, { lastModified: 1 })
  })
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await write(`${id}.ts`, 'one')
  await start({ observe: false })
  changes.length = 0
  await write('f.ts', 'two')
  await expect.poll(() => changes).toEqual([{ id: 'f', file: 'f.ts', text: 'two' }])
})

test('reads an empty file again before it reports it', async () => {
  await write('wander.ts', 'one')
  await start({ observe: false })
  changes.length = 0
  const spy = vi.spyOn(FileSystemFileHandle.prototype, 'getFile')
  spy.mockResolvedValueOnce(new File([], 'wander.ts'))
  spy.mockImplementation(async function (this: FileSystemFileHandle) {
    return realFile(this)
  })
  await write('wander.ts', 'two')
  await expect.poll(() => changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'two' }])
})

test('reports an empty file that stays empty', async () => {
  await write('wander.ts', 'one')
  await start()
  changes.length = 0
  await write('wander.ts', '')
  await expect.poll(() => changes).toEqual([{ id: 'wander', file: 'wander.ts', text: '' }])
})

test('reads a file again that changed while it was read', async () => {
  await write('wander.ts', 'all of it')
  const spy = vi.spyOn(FileSystemFileHandle.prototype, 'getFile')
  spy.mockResolvedValueOnce(new File(['all'], 'wander.ts'))
  await start({ observe: false })
  expect(changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'all of it' }])
})

test('says why a file cannot be a script’s text', async () => {
  await write('large.ts', 'x'.repeat(2 ** 20 + 1))
  await write('latin.ts', new Uint8Array([0x63, 0xe9]))
  await start()
  const found = changes.flatMap((change) => ('diagnostics' in change ? change.diagnostics : []))
  expect(found.map(({ script, code, message }) => [script, code, message])).toEqual([
    ['large', 'too-large', '"large.ts" has 1,048,577 bytes, and a script has at most 1,048,576.'],
    [
      'latin',
      'not-utf8',
      '"latin.ts" is not UTF-8. Save it as UTF-8, or move it out of the scripts\' folder if it is ' +
        'not text.',
    ],
  ])
})

test('says that the permission was withdrawn', async () => {
  await start({ observe: false })
  vi.spyOn(folder, 'values').mockImplementation(() => {
    throw new DOMException('The request is not allowed.', 'NotAllowedError')
  })
  await expect.poll(() => warnings).toHaveLength(1)
  expect(warnings[0]?.message).toMatch(/^The page may no longer read the folder "scripts-\d+"\./)
  expect(source.mode).toBe('closed')
})

test('does not start with a folder that was removed', async () => {
  await root.removeEntry(folder.name)
  await expect(start()).rejects.toThrow(/was moved or deleted/)
})

test('follows the folder that was opened last', async () => {
  await write('wander.ts', 'one')
  const other = await root.getDirectoryHandle(`${folder.name}-other`, { create: true })
  await start()
  await source.open(other)
  expect(source.folder).toBe(other.name)
  changes.length = 0
  await write('wander.ts', 'two')
  await write('colour.ts', 'new', other)
  await expect.poll(() => changes).toEqual([{ id: 'colour', file: 'colour.ts', text: 'new' }])
  await root.removeEntry(other.name, { recursive: true })
})

test('reports nothing once it is stopped, and all of it when it is started again', async () => {
  await write('wander.ts', 'one')
  await start()
  await source.stop()
  changes.length = 0
  await write('wander.ts', 'two')
  await source.refresh?.()
  expect(changes).toEqual([])
  await source.start(listener)
  expect(changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'two' }])
})

describe('saving', () => {
  test('writes scripts to their files, and does not report them', async () => {
    await start({ observe: false })
    await source.saveToFolder([
      { id: 'wander', file: 'wander.ts', text: 'one' },
      { id: 'npc/steer', file: 'npc/steer.ts', text: 'two' },
    ])
    expect(await read('wander.ts')).toBe('one')
    expect(await read('npc/steer.ts')).toBe('two')
    await source.refresh?.()
    expect(changes).toEqual([])
  })

  test('is not reported by checks that run at the same time', async () => {
    await start({ observe: false, interval: 1 })
    for (let save = 0; save < 30; save++) {
      await source.saveToFolder([{ id: 'wander', file: 'wander.ts', text: `// ${save}` }])
    }
    await source.refresh?.()
    expect(changes).toEqual([])
  })

  test('is followed by a report of what another program writes right after it', async () => {
    await start({ observe: false })
    await source.saveToFolder([{ id: 'wander', file: 'wander.ts', text: 'ours' }])
    await write('wander.ts', 'theirs')
    await source.refresh?.()
    expect(changes).toEqual([{ id: 'wander', file: 'wander.ts', text: 'theirs' }])
  })

  test('writes nothing if one of the ids leads out of the folder', async () => {
    await start()
    const scripts = [
      { id: 'wander', file: 'wander.ts', text: 'one' },
      { id: '../steer', file: '../steer.ts', text: 'two' },
    ]
    await expect(source.saveToFolder(scripts)).rejects.toThrow(/"\.\.\/steer" cannot be saved/)
    await expect(read('wander.ts')).rejects.toThrow(/could not be found/)
  })

  test('writes nothing to a file that is not the script’s', async () => {
    await start()
    const script = { id: 'wander', file: 'steer.ts', text: 'one' }
    await expect(source.saveToFolder([script])).rejects.toThrow(TickswapError)
  })

  test('writes nothing without a permission', async () => {
    await start()
    Object.assign(folder, { requestPermission: async () => 'denied' })
    const script = { id: 'wander', file: 'wander.ts', text: 'one' }
    await expect(source.saveToFolder([script])).rejects.toThrow(/was not allowed/)
  })

  test('needs an open folder', async () => {
    source = folderSource()
    await expect(source.saveToFolder([])).rejects.toThrow(/no folder is open/)
  })
})

describe('opening', () => {
  test('says which browsers can, in one that cannot', async () => {
    vi.stubGlobal('showDirectoryPicker', undefined)
    Reflect.deleteProperty(globalThis, 'showDirectoryPicker')
    source = folderSource()
    await expect(source.open()).rejects.toThrow(/Chrome, Edge and Opera on a computer have it/)
  })

  test('says when it may be called', async () => {
    source = folderSource()
    await expect(source.open()).rejects.toThrow(/while a click or a key is being handled/)
  })
})

test('an edited file changes the running game', async () => {
  const behaviours = createBehaviours(createWorld())
  behaviours.register('count', defineSystem({ update: () => counted.push('before') }))
  source = folderSource({ folder, interval: 30 })
  const hotReload = createHotReload(behaviours, {
    source,
    compiler: workerCompiler(),
    evaluator: pageEvaluator(),
    scripts: {},
    hosts: { '../game': { counted } },
  })
  await write(
    'count.ts',
    `import { defineSystem } from 'tickswap'
     import { counted } from '../game'
     export default defineSystem({ update: () => { counted.push('after') } })`,
  )
  await expect
    .poll(() => {
      behaviours.step(1 / 60)
      return counted.at(-1)
    })
    .toBe('after')
  await hotReload.close()
})

const counted: string[] = []

const write = (file: string, text: string | Uint8Array<ArrayBuffer>, into = folder) =>
  writeInto(into, file, text)
const read = (file: string) => readFrom(folder, file)
