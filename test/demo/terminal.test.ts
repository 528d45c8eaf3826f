// The terminal demo, as a process of its own: it starts, takes an edit, serves its figures, and
// ends cleanly.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { PATIENCE } from '../patience.ts'

const demo = fileURLToPath(new URL('../../demo/terminal/', import.meta.url))

/** A copy of the scripts, and the demo that watches it. */
function startDemo(...words: readonly string[]) {
  const parent = mkdtempSync(join(tmpdir(), 'tickswap-terminal-'))
  const scripts = join(parent, 'scripts')
  cpSync(join(demo, 'scripts'), scripts, { recursive: true })
  const node = ['--conditions=tickswap-source', '--import', 'tsx', join(demo, 'main.ts')]
  const child = spawn(process.execPath, [
    ...node,
    '--scripts',
    scripts,
    '--fireflies',
    '500',
    ...words,
  ])
  onTestFinished(() => {
    child.kill('SIGKILL')
    rmSync(parent, { recursive: true, force: true })
  })
  return { child, output: outputOf(child), path: (file: string) => join(scripts, file) }
}

/** What the process has written, and a way to wait for more. */
function outputOf(child: ChildProcess) {
  let text = ''
  let check = () => {}
  const take = (part: Buffer) => {
    text += part.toString()
    check()
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return {
    get text() {
      return text
    },
    shows(pattern: RegExp): Promise<string> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${pattern} was not shown:\n${text}`)),
          PATIENCE,
        )
        check = () => {
          const match = pattern.exec(text)
          if (!match) return
          clearTimeout(timer)
          resolve(match[0])
        }
        check()
      })
    },
  }
}

/** When it has ended and all that it wrote was read. */
async function endOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, 'close')
  return { code, signal }
}

test('an edit goes live, a bad one does not, and Ctrl-C ends it with code 0', async () => {
  const { child, output, path } = startDemo('--port', '0')
  await output.shows(
    /(?:drift|gather|glow), (?:drift|gather|glow) and (?:drift|gather|glow) are live/,
  )
  await output.shows(/drift settled on version \d+/)

  const text = readFileSync(path('drift.ts'), 'utf8')
  writeFileSync(path('drift.ts'), text.replace('SPEED = 0.09', 'SPEED = 0.5'))
  await output.shows(/drift is live\. Version 4/)
  await output.shows(/drift settled on version 4/)

  writeFileSync(path('drift.ts'), `${text}\nconst = 1`)
  await output.shows(/drift was rejected[\s\S]*drift\.ts:\d+:\d+: error/)

  const url = await output.shows(/http:\/\/127\.0\.0\.1:\d+\/metrics/)
  const figures = await (await fetch(url)).text()
  expect(figures).toContain('tickswap_reloads_total{outcome="failed"} 1')
  expect((await fetch(url.replace('/metrics', '/other'))).status).toBe(404)

  child.kill('SIGINT')
  expect(await endOf(child)).toEqual({ code: 0, signal: null })
  expect(output.text).toContain('The end.')
})

test('a wrong option is reported in one line, and ends it with code 1', async () => {
  const { child, output } = startDemo('--port', 'eighty')
  expect(await endOf(child)).toEqual({ code: 1, signal: null })
  expect(output.text.trim()).toBe('--port must be a whole number from 0 to 65535, not "eighty".')
})
