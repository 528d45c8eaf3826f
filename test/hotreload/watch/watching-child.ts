// Run as a process of its own, also under limits of the system: watches a hundred files, and prints
// what came of it.

import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { watchSource } from 'tickswap/hotreload/node'
import { record } from './recording.ts'

const root = mkdtempSync(join(tmpdir(), 'tickswap-limits-'))
try {
  for (let index = 0; index < 100; index++) writeFileSync(join(root, `s${index}.ts`), '// old')
  const leave = /^leave=(\d+)$/.exec(process.argv[2] ?? '')?.[1]
  if (leave !== undefined) useUpFiles(Number(leave))
  const source = watchSource(root, {
    watcher: process.argv[2] === 'polling' ? 'polling' : 'native',
    pollingInterval: 50,
  })
  const heard = record()
  await source.start(heard)
  writeFileSync(join(root, 's99.ts'), '// new')
  await heard.until('it is told', () => heard.texts()['s99.ts'] === '// new')
  const output = {
    mode: source.status.mode,
    codes: heard.warnings.map(({ code }) => code),
    messages: heard.warnings.map(({ message }) => message),
    texts: Object.keys(heard.texts()).length,
    last: heard.texts()['s99.ts'],
  }
  await source.stop()
  // What has just ended is counted until the next turn.
  await new Promise((resolve) => setImmediate(resolve))
  // Watchers, timers and files that are open; not the pipe that this is written to.
  const left = process
    .getActiveResourcesInfo()
    .filter((kind) => !/Pipe|TTY|MessagePort|Immediate/.test(kind))
  console.log(JSON.stringify({ ...output, left }))
} finally {
  rmSync(root, { recursive: true })
}

/** Opens as many files as the process may, but for some. */
function useUpFiles(leave: number): void {
  const files: number[] = []
  try {
    for (;;) files.push(openSync('/dev/null', 'r'))
  } catch {
    for (const file of files.slice(0, leave)) closeSync(file)
  }
}
