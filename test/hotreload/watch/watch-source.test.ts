// A watched folder reports what is saved, once and whole, however it is saved.

import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { watchSource } from 'tickswap/hotreload/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createFolder, type FolderStage, type Watched, watch } from './folder-stage.ts'
import { record } from './recording.ts'

for (const watcher of ['native', 'polling'] as const) {
  describe(`with ${watcher} watching`, () => {
    const options = { watcher, pollingInterval: 20, sweep: { stamps: 500 } }

    test('the start reports all that is there, in one call', async () => {
      const folder = createFolder()
      const expected = Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [`npc/s${i}.ts`, `// ${i}`]),
      )
      for (const [file, text] of Object.entries(expected)) folder.write(file, text)
      const heard = await watch(folder, options)
      expect(heard.calls.length).toBe(1)
      expect(heard.texts()).toEqual(expected)
      expect(heard.source.isWatching).toBe(true)
    })

    test('one save is one report, in however many steps it is written', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// old')
      const heard = await watch(folder, options)
      const file = openSync(folder.path('a.ts'), 'w')
      for (let line = 0; line < 50; line++) writeSync(file, `// line ${line}\n`)
      closeSync(file)
      await heard.until(
        'the last line is there',
        () => heard.texts()['a.ts']?.includes('line 49') === true,
      )
      await heard.source.refresh()
      expect(heard.count('a.ts')).toBe(2)
    })

    test('an atomic save is one report', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// old')
      const heard = await watch(folder, options)
      folder.write('.a.ts.tmp', '// new')
      renameSync(folder.path('a.ts'), folder.path('a.ts~'))
      renameSync(folder.path('.a.ts.tmp'), folder.path('a.ts'))
      await heard.until('the new text is there', () => heard.texts()['a.ts'] === '// new')
      folder.remove('a.ts~')
      await heard.source.refresh()
      expect(heard.calls.flat().map((change) => 'text' in change && change.text)).toEqual([
        '// old',
        '// new',
      ])
    })

    test('a file that is deleted and made again soon is one change, and no removal', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// old')
      const heard = await watch(folder, options)
      // Time enough to see that it is not there, and less than it takes to believe it; on a busy
      // machine, at some try.
      let gap = Number.POSITIVE_INFINITY
      for (let turn = 0; gap > 90; turn++) {
        const told = heard.calls.length
        const start = performance.now()
        folder.remove('a.ts')
        while (performance.now() < start + 30) await new Promise((resolve) => setImmediate(resolve))
        folder.write('a.ts', `// new ${turn}`)
        gap = performance.now() - start
        await heard.until('the new text is there', () => heard.texts()['a.ts'] === `// new ${turn}`)
        if (gap <= 90) expect(heard.calls.slice(told).flat().length).toBe(1)
      }
    })

    test('the same text again is no report', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// same')
      const heard = await watch(folder, options)
      folder.write('a.ts', '// same')
      folder.write('b.ts', '// other')
      await heard.until('the other is there', () => heard.texts()['b.ts'] !== undefined)
      await heard.source.refresh()
      expect(heard.count('a.ts')).toBe(1)
    })

    test('a renamed script is a removal and a new script', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// text')
      const heard = await watch(folder, options)
      renameSync(folder.path('a.ts'), folder.path('b.ts'))
      await heard.until(
        'both are told',
        () => heard.texts()['b.ts'] !== undefined && !heard.texts()['a.ts'],
      )
      expect(heard.texts()).toEqual({ 'b.ts': '// text' })
    })

    test('a folder of scripts that is renamed takes them along', async () => {
      const folder = createFolder()
      for (const name of ['a', 'b', 'c']) folder.write(`old/${name}.ts`, `// ${name}`)
      const heard = await watch(folder, options)
      renameSync(folder.path('old'), folder.path('new'))
      await heard.until(
        'all have moved',
        () => Object.keys(heard.texts()).sort().join() === 'new/a.ts,new/b.ts,new/c.ts',
      )
      expect(heard.texts()).toEqual({ 'new/a.ts': '// a', 'new/b.ts': '// b', 'new/c.ts': '// c' })
    })

    test('a thousand files that change at once all land, none twice, in few calls', async () => {
      const folder = createFolder()
      const files = Array.from({ length: 1_000 }, (_, index) => `d${index % 20}/s${index}.ts`)
      for (const file of files) folder.write(file, `// old ${file}`)
      const heard = await watch(folder, options)
      const start = performance.now()
      for (const file of files) folder.write(file, `// new ${file}`)
      await heard.until('all are new', () =>
        Object.values(heard.texts()).every((text) => text.startsWith('// new')),
      )
      await heard.source.refresh()
      expect(heard.calls.flat().length).toBe(2_000)
      // A call of several gathers for 10 ms at least, and a busy machine reads for longer.
      expect(heard.calls.length).toBeLessThan(10 + (performance.now() - start) / 10)
    })

    test('an empty file is pending, and is a script if it stays empty', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// old')
      const heard = await watch(folder, options)
      truncateSync(folder.path('a.ts'))
      const quick = await fillSoon(folder, heard)
      await heard.until('it is new', () => heard.texts()[quick] === '// new')
      await heard.until('a is empty', () => heard.texts()['a.ts'] === '')
      const texts = heard.calls.flat().filter(({ file }) => file === quick)
      expect(texts).toEqual([{ id: quick.replace('.ts', ''), file: quick, text: '// new' }])
    })

    test('a root that is deleted and made again is watched on, and takes no script out', async () => {
      const folder = createFolder()
      folder.write('npc/a.ts', '// a')
      folder.write('b.ts', '// b')
      const heard = await watch(folder, options)
      renameSync(folder.root, join(folder.parent, 'away'))
      await heard.until('it is lost', () =>
        heard.warnings.some(({ code }) => code === 'watching-lost'),
      )
      expect(heard.source.isWatching).toBe(false)
      expect(heard.source.status.state).toBe('lost')
      expect(heard.warnings[0]).toMatchObject({ ids: ['b', 'npc/a'] })
      folder.write('npc/a.ts', '// new')
      await heard.until('a is new', () => heard.texts()['npc/a.ts'] === '// new')
      await heard.until('b is gone', () => heard.texts()['b.ts'] === undefined)
      await heard.until('it watches', () => heard.source.isWatching)
      folder.write('npc/a.ts', '// newer')
      await heard.until('a is newer', () => heard.texts()['npc/a.ts'] === '// newer')
      expect(heard.warnings.length).toBe(1)
    })

    test('equal size and equal time do not hide a change', async () => {
      const folder = createFolder()
      folder.write('a.ts', '// 1')
      utimesSync(folder.path('a.ts'), 1_000, 1_000)
      const heard = await watch(folder, options)
      folder.write('a.ts', '// 2')
      utimesSync(folder.path('a.ts'), 1_000, 1_000)
      await heard.until('it is told', () => heard.texts()['a.ts'] === '// 2')
    })
  })
}

describe('what is no good script', () => {
  async function problemOf(file: string, content: string | Uint8Array) {
    const folder = createFolder()
    folder.write(file, content)
    const heard = await watch(folder)
    return { folder, heard, problem: heard.problems()[file]?.[0] }
  }

  test('text that is not UTF-8 is reported with its place, until it is saved well', async () => {
    const { folder, heard, problem } = await problemOf(
      'a.ts',
      Buffer.from('let a = 1\rlet b = "\xe4"\r\n', 'latin1'),
    )
    expect(problem).toEqual({
      severity: 'error',
      stage: 'compile',
      code: 'not-utf8',
      script: 'a',
      message: `"a.ts" is not UTF-8. Save it as UTF-8, or move it out of the scripts' folder if it is not text.`,
      location: { file: 'a.ts', line: 2, column: 10, length: 1, lineText: 'let b = "\uFFFD"' },
    })
    folder.write('a.ts', 'let b = "ä"')
    await heard.until('it is well', () => heard.texts()['a.ts'] === 'let b = "ä"')
  })

  test('UTF-16 is named', async () => {
    const { problem } = await problemOf('a.ts', Buffer.from('\uFEFFlet a', 'utf16le'))
    expect(problem?.message).toBe('"a.ts" is saved as UTF-16. Save it as UTF-8.')
  })

  test('50 MB are not read', async () => {
    const { problem } = await problemOf('a.ts', new Uint8Array(50 * 2 ** 20))
    expect(problem).toMatchObject({ stage: 'safety', code: 'too-large' })
    expect(problem?.message).toContain('has 52,428,800 bytes, and a script has at most 1,048,576')
  })

  test('a file whose name can be no id is reported once, and harms no other', async () => {
    const { heard, problem } = await problemOf('my script.ts', '1')
    expect(problem).toMatchObject({ stage: 'safety', code: 'bad-script-id', script: 'my script' })
    await heard.source.refresh()
    expect(heard.calls.length).toBe(1)
  })

  test('a folder that is named like a script is a folder', async () => {
    const folder = createFolder()
    folder.write('a.ts/b.ts', '// b')
    const heard = await watch(folder)
    expect(heard.texts()).toEqual({ 'a.ts/b.ts': '// b' })
    expect(heard.problems()).toEqual({})
    rmSync(folder.path('a.ts'), { recursive: true })
    folder.write('a.ts', '// a')
    await heard.until('it is a file', () => heard.texts()['a.ts'] === '// a')
  })

  test('a byte-order mark and line breaks stay as they are', async () => {
    const folder = createFolder()
    folder.write('a.ts', '\uFEFFlet a\r\nlet b\n')
    expect((await watch(folder)).texts()).toEqual({ 'a.ts': '\uFEFFlet a\r\nlet b\n' })
  })
})

describe('links', () => {
  test('within the folder are followed, and change with what they lead to', async () => {
    const folder = createFolder()
    folder.write('real/a.ts', '// 1')
    symlinkSync('real/a.ts', folder.path('file.ts'))
    symlinkSync('real', folder.path('link'))
    const heard = await watch(folder)
    expect(heard.texts()).toEqual({ 'real/a.ts': '// 1', 'file.ts': '// 1', 'link/a.ts': '// 1' })
    folder.write('real/a.ts', '// 2')
    await heard.until('all three are new', () =>
      Object.values(heard.texts()).every((text) => text === '// 2'),
    )
  })

  test('out of the folder are reported and never read', async () => {
    const folder = createFolder()
    folder.write('../secret.ts', '// secret')
    folder.write('../outside/b.ts', '// secret')
    symlinkSync('../secret.ts', folder.path('a.ts'))
    symlinkSync('../outside', folder.path('away'))
    symlinkSync('.', folder.path('circle'))
    const heard = await watch(folder)
    expect(heard.texts()).toEqual({})
    expect(heard.problems()).toEqual({
      'a.ts': [expect.objectContaining({ stage: 'safety', code: 'outside-root' })],
    })
    await heard.source.refresh()
    expect(heard.calls.length).toBe(1)
    folder.remove('a.ts')
    symlinkSync('real.ts', folder.path('a.ts'))
    folder.write('real.ts', '// fine')
    await heard.until('it leads into the folder', () => heard.texts()['a.ts'] === '// fine')
  })

  test('that lead nowhere are no scripts', async () => {
    const folder = createFolder()
    symlinkSync('nowhere.ts', folder.path('a.ts'))
    symlinkSync('self.ts', folder.path('self.ts'))
    expect((await watch(folder)).calls).toEqual([])
  })

  test('a folder that is a link itself is watched where it leads', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    symlinkSync('scripts', join(folder.parent, 'link'))
    const heard = record()
    const source = watchSource(pathToFileURL(join(folder.parent, 'link')))
    onTestFinished(() => source.stop())
    await source.start(heard)
    folder.write('a.ts', '// 2')
    await heard.until('it is new', () => heard.texts()['a.ts'] === '// 2')
  })
})

describe('two files of one script', () => {
  test('one stands for it, and the other steps in', async () => {
    const folder = createFolder()
    folder.write('a.js', '// js')
    folder.write('a.ts', '// ts')
    const heard = await watch(folder)
    expect(heard.texts()).toEqual({ 'a.ts': '// ts' })
    folder.remove('a.ts')
    await heard.until('the other is told', () => heard.texts()['a.js'] === '// js')
    expect(heard.calls.flat().length).toBe(2)
  })

  test('a new ending is a change of the script, and no removal', async () => {
    const folder = createFolder()
    folder.write('a.js', '// js')
    const heard = await watch(folder)
    renameSync(folder.path('a.js'), folder.path('a.ts'))
    await heard.until('it is told', () => heard.texts()['a.ts'] === '// js')
    await heard.source.refresh()
    expect(heard.calls.flat().map((change) => 'removed' in change)).toEqual([false, false])
  })
})

describe('a start', () => {
  test('without a folder is rejected, with what to do', async () => {
    const folder = createFolder()
    const source = watchSource(folder.path('nowhere'))
    await expect(source.start(record())).rejects.toThrow(/nowhere" does not exist\. Create it/)
    mkdirSync(folder.path('nowhere'))
    await source.start(record())
    await source.stop()
  })

  test('on a file is rejected', async () => {
    const folder = createFolder()
    folder.write('a.ts', '')
    await expect(watchSource(folder.path('a.ts')).start(record())).rejects.toThrow(
      /is not a folder/,
    )
  })

  test('twice is rejected', async () => {
    const { source } = await watch(createFolder())
    await expect(source.start(record())).rejects.toThrow(/is watched already/)
  })

  test('with options that cannot be is rejected at once', () => {
    expect(() => watchSource('x', { pollingInterval: 0 })).toThrow(
      'pollingInterval must be above 0, not 0.',
    )
    expect(() => watchSource('x', { sweep: { contents: Number.NaN } })).toThrow(
      'sweep.contents must be above 0',
    )
    expect(() => watchSource('x', { include: ['../x'] })).toThrow('leads out')
  })
})

/**
 * Makes an empty file, waits until others are told, and fills it, all in less time than an empty
 * file is held back for. A busy machine may need several attempts. Resolves with the file.
 */
async function fillSoon(folder: FolderStage, heard: Watched): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const file = `filled-${attempt}.ts`
    const start = performance.now()
    folder.write(file, '')
    folder.write(`other-${attempt}.ts`, '// meanwhile')
    await heard.until(
      'the other is there',
      () => heard.texts()[`other-${attempt}.ts`] !== undefined,
    )
    appendFileSync(folder.path(file), '// new')
    if (performance.now() - start < 200) return file
  }
}
