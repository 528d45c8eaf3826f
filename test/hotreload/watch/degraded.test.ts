// A watcher that cannot go on is replaced by polling, with one message.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ScriptFolder, ScriptWatcher, WatcherListener } from 'tickswap/hotreload/node'
import { nativeWatcher } from 'tickswap/hotreload/node'
import { describe, expect, test } from 'vitest'
import { createFolder, watch } from './folder-stage.ts'

const reason = { code: 'option', sentence: 'The test asks for it.' } as const

/** A watcher that can be made to fail. */
function fragile() {
  let told: WatcherListener | undefined
  return {
    fail: (error: unknown) => told?.failed(error),
    create(folder: ScriptFolder): ScriptWatcher {
      const native = nativeWatcher(folder, { reason })
      return {
        name: 'fragile',
        get status() {
          return native.status
        },
        get isWatching() {
          return native.isWatching
        },
        start(listener) {
          told = listener
          return native.start(listener)
        },
        stop: () => native.stop(),
      }
    },
  }
}

describe('a watcher that fails', () => {
  test('gives way to polling; people hear of it once, and what changes is reported', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    const { create, fail } = fragile()
    const heard = await watch(folder, {
      watcher: create,
      pollingInterval: 20,
      sweep: { stamps: 1e9 },
    })
    fail(
      Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), {
        code: 'ENOSPC',
      }),
    )
    fail(new Error('again'))
    folder.write('a.ts', '// 2')
    await heard.until('it is told', () => heard.texts()['a.ts'] === '// 2')
    expect(heard.warnings).toEqual([
      expect.objectContaining({
        code: 'watching-degraded',
        message: expect.stringMatching(/polled every 20 ms now.*failed: ENOSPC.*max_user_watches/),
      }),
    ])
    expect(heard.source.status).toMatchObject({
      state: 'degraded',
      mode: 'polling',
      reason: { code: 'degraded' },
    })
    expect(heard.source.isWatching).toBe(true)
  })

  test('at the start gives way just so', async () => {
    const folder = createFolder()
    folder.write('a.ts', '// 1')
    const { create } = fragile()
    const heard = await watch(folder, {
      watcher: (scripts) => ({
        ...create(scripts),
        start: () => Promise.reject(new Error('It crashed.')),
      }),
      pollingInterval: 20,
    })
    expect(heard.texts()).toEqual({ 'a.ts': '// 1' })
    expect(heard.source.status).toMatchObject({ state: 'degraded', mode: 'polling' })
    expect(heard.warnings.length).toBe(1)
  })

  test('and ends its start by a stop is no failure', async () => {
    const folder = createFolder()
    const heard = await watch(folder, { watcher: fragile().create })
    await heard.source.stop()
    expect(heard.warnings).toEqual([])
  })
})

test('a watcher that says nothing while the sweep finds changes is given up', async () => {
  const folder = createFolder()
  const status = { mode: 'native', reason, state: 'watching', notifications: 0 } as const
  const deaf = (scripts: ScriptFolder): ScriptWatcher => ({
    ...nativeWatcher(scripts, { reason }),
    status: { ...status, overhead: { busy: 0, share: 0 } },
    isWatching: true,
    start: async () => {},
    stop: async () => {},
  })
  const heard = await watch(folder, { watcher: deaf, pollingInterval: 20, sweep: { stamps: 20 } })
  for (let turn = 0; heard.warnings.length === 0; turn++) {
    folder.write('a.ts', `// ${turn}`)
    await heard.until('it is found', () => heard.texts()['a.ts'] === `// ${turn}`)
    const { sweeps } = heard.source.status
    while (heard.source.status.sweeps === sweeps)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(heard.warnings[0]?.message).toContain('it did not report changes that the sweep found')
})

describe('for real', () => {
  const child = fileURLToPath(new URL('watching-child.ts', import.meta.url))
  const node = `exec "${process.execPath}" --conditions=tickswap-source --import tsx "${child}"`

  /** A namespace of its own has limits of its own, which harm nobody else. */
  const limited = (limit: string, value: number) =>
    `echo ${value} > /proc/sys/user/${limit}; ${node}`
  const inNamespace = (script: string) =>
    execFileSync('unshare', ['-r', 'bash', '-c', script], { encoding: 'utf8' })

  function hasNamespaces(): boolean {
    try {
      inNamespace('echo 1000 > /proc/sys/user/max_inotify_watches')
      return true
    } catch {
      return false
    }
  }

  test.skipIf(!hasNamespaces()).each([
    ['max_inotify_watches', 5, 'ENOSPC'],
    ['max_inotify_instances', 0, 'EMFILE'],
  ])('%s of %i (%s): polling goes on', (limit, value, code) => {
    const output = JSON.parse(inNamespace(limited(limit, value)))
    expect(output).toMatchObject({
      mode: 'polling',
      codes: ['watching-degraded'],
      texts: 100,
      last: '// new',
    })
    expect(output.messages[0]).toContain(code)
  })

  test.skipIf(process.platform === 'win32')(
    'only six more files may be open (EMFILE): all are read all the same',
    () => {
      const output = execFileSync('bash', ['-c', `ulimit -n 400; ${node} leave=6`], {
        encoding: 'utf8',
      })
      expect(JSON.parse(output)).toMatchObject({ texts: 100, last: '// new' })
    },
  )
})
