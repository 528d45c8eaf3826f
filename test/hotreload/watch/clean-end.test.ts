// After a stop nothing of a watched source is left: no timer, no watcher, no open file.

import { execFileSync } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { watchSource } from 'tickswap/hotreload/node'
import { expect, test } from 'vitest'
import { PATIENCE } from '../../patience.ts'
import { createFolder, type FolderStage, watch } from './folder-stage.ts'
import { record } from './recording.ts'

/** What keeps the process alive, by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Those of the folder that this process has open, where the system tells. */
function openFiles({ root }: FolderStage): readonly string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc/self/fd')
    .map((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`)
      } catch {
        // That of the folder of descriptors itself, for instance, is closed by now.
        return ''
      }
    })
    .filter((path) => path.startsWith(root))
}

/**
 * What the system watches for this process. Timers are those of vitest, too: a process of its own
 * shows that none is left.
 */
function leftBehind(): readonly number[] {
  const { FSEventWrap = 0, StatWatcher = 0 } = resources()
  return [FSEventWrap, StatWatcher]
}

test.each(['native', 'polling'] as const)('with %s watching', async (watcher) => {
  const folder = createFolder()
  for (let index = 0; index < 200; index++)
    folder.write(`d${index % 10}/s${index}.ts`, `// ${index}`)
  await oneRound(folder, watcher)
  for (let round = 0; round < 3; round++) await oneRound(folder, watcher)
  expect(openFiles(folder)).toEqual([])
  expect(leftBehind()).toEqual([0, 0])
})

test.each(['native', 'polling'] as const)(
  'a process that stopped %s watching ends by itself',
  (watcher) => {
    const child = fileURLToPath(new URL('watching-child.ts', import.meta.url))
    const words = ['--conditions=tickswap-source', '--import', 'tsx', child, watcher]
    const output = execFileSync(process.execPath, words, { encoding: 'utf8', timeout: PATIENCE })
    // chokidar leaves timers of at most 0.1 s, which keep it from telling the same twice.
    const left = watcher === 'native' ? expect.not.arrayContaining(['FSEventWrap']) : []
    expect(JSON.parse(output)).toMatchObject({ mode: watcher, last: '// new', left })
  },
)

test.each(['native', 'polling'] as const)(
  'stopped in the midst of a start, %s',
  async (watcher) => {
    const folder = createFolder()
    for (let index = 0; index < 500; index++) folder.write(`s${index}.ts`, `// ${index}`)
    const source = watchSource(folder.root, { watcher })
    const heard = record()
    const starting = source.start(heard)
    while (source.status.mode === undefined) await new Promise((resolve) => setImmediate(resolve))
    await source.stop()
    await starting
    expect(heard.calls).toEqual([])
    expect(source.isWatching).toBe(false)
    expect(leftBehind()).toEqual([0, 0])
  },
)

/** Stops in the midst of work: files are being read, one is held back, one is waited for. */
async function oneRound(folder: FolderStage, watcher: 'native' | 'polling'): Promise<void> {
  const heard = await watch(folder, {
    watcher,
    pollingInterval: 20,
    sweep: { stamps: 20, contents: 100 },
  })
  const text = `// ${Math.random()}`
  for (let index = 0; index < 100; index++) folder.write(`d${index % 10}/s${index}.ts`, text)
  folder.write('empty.ts', '')
  folder.write('gone.ts', '// gone')
  await heard.until('some are new', () => Object.values(heard.texts()).includes(text))
  folder.remove('gone.ts')
  const calls = heard.calls.length
  await heard.source.stop()
  expect(heard.source.status).toMatchObject({ state: 'stopped', files: 0 })
  folder.write('d0/s0.ts', '// after')
  await new Promise((resolve) => setImmediate(resolve))
  expect(heard.calls.length).toBe(calls)
}
