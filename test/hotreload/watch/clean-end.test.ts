// After a stop nothing of a watched source is left: no timer, no watcher, no open file.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createFolder, type FolderStage, watch } from './folder-stage.ts'

/** What keeps the process alive, by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
}

/** What vitest has under way changes on its own: counted is what may be left of a source. */
function leftBehind(): readonly number[] {
  const { FSEventWrap = 0, StatWatcher = 0, Timeout = 0 } = resources()
  return [FSEventWrap, StatWatcher, Timeout]
}

test.each(['native', 'polling'] as const)('with %s watching', async (watcher) => {
  const folder = createFolder()
  for (let index = 0; index < 200; index++) folder.write(`d${index % 10}/s${index}.ts`, `// ${index}`)
  await oneRound(folder, watcher)
  const before = { left: leftBehind(), files: openFiles() }
  for (let round = 0; round < 3; round++) await oneRound(folder, watcher)
  expect({ left: leftBehind(), files: openFiles() }).toEqual(before)
  expect(leftBehind().slice(0, 2)).toEqual([0, 0])
})

/** Stops in the midst of work: files are being read, one is held back, one is waited for. */
async function oneRound(folder: FolderStage, watcher: 'native' | 'polling'): Promise<void> {
  const heard = await watch(folder, { watcher, pollingInterval: 20, sweep: { stamps: 20, contents: 100 } })
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
