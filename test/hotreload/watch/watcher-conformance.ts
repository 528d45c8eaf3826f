// What every watcher must do. Native and polling ones run this suite.

import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { ScriptFolder, ScriptWatcher } from 'tickswap/hotreload/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createScriptPaths } from '#hotreload/node/watch/folder/script-paths'
import { PATIENCE } from '../../patience.ts'
import { createFolder, type FolderStage } from './folder-stage.ts'

/** Describes the contract of `ScriptWatcher`. */
export function describeWatcher(
  name: string,
  create: (folder: ScriptFolder) => ScriptWatcher,
): void {
  describe(`the ${name} watcher`, () => {
    test('reports a file that is new, written to, or gone', async () => {
      const { folder, watcher } = await begin()
      folder.write('new.ts', '1')
      await watcher.noticed('new.ts')
      folder.write('new.ts', '22')
      await watcher.noticed('new.ts')
      folder.remove('new.ts')
      await watcher.noticed('new.ts')
    })

    test('says nothing of what is there at the start', async () => {
      const folder = createFolder()
      folder.write('old.ts', '1')
      const { watcher } = await begin(folder)
      folder.write('new.ts', '1')
      await watcher.noticed('new.ts')
      expect(watcher.all).not.toContain('old.ts')
    })

    test('reports files in folders that are new, deep or renamed', async () => {
      const { folder, watcher } = await begin()
      folder.write('a/b/c.ts', '1')
      await watcher.noticed('a/b/c.ts')
      folder.write('a/b/c.ts', '22')
      await watcher.noticed('a/b/c.ts')
      renameSync(folder.path('a'), folder.path('z'))
      await Promise.all([watcher.noticed('z/b/c.ts'), watcher.noticed('a/b/c.ts')])
    })

    test('reports a file that another one takes the place of', async () => {
      const folder = createFolder()
      folder.write('a.ts', '1')
      const { watcher } = await begin(folder)
      folder.write('a.ts.tmp', '22')
      renameSync(folder.path('a.ts.tmp'), folder.path('a.ts'))
      await watcher.noticed('a.ts')
    })

    test('reports an equal size under an older time', async () => {
      const folder = createFolder()
      folder.write('a.ts', '1')
      const { watcher } = await begin(folder)
      folder.write('a.ts', '2')
      utimesSync(folder.path('a.ts'), 1, 1)
      await watcher.noticed('a.ts')
    })

    test('follows a link within the root, and none out of it or in a circle', async () => {
      const folder = createFolder()
      folder.write('real/a.ts', '1')
      mkdirSync(join(folder.parent, 'outside'))
      symlinkSync('real', folder.path('link'))
      symlinkSync('..', folder.path('real/circle'))
      symlinkSync('../outside', folder.path('away'))
      const { watcher } = await begin(folder)
      folder.write('link/a.ts', '22')
      await Promise.all([watcher.noticed('real/a.ts'), watcher.noticed('link/a.ts')])
      folder.write('../outside/b.ts', '1')
      folder.write('last.ts', '1')
      await watcher.noticed('last.ts')
      expect(watcher.all.filter((file) => /away|circle/.test(file))).toEqual([])
    })

    test('says nothing of files that are no scripts', async () => {
      const { folder, watcher } = await begin()
      for (const file of ['a.txt', '.b.ts', '.git/c.ts', 'node_modules/d.ts', 'e.d.ts'])
        folder.write(file, '1')
      folder.write('last.ts', '1')
      await watcher.noticed('last.ts')
      expect(new Set(watcher.all)).toEqual(new Set(['last.ts']))
    })

    test('is silent after its end, and can be started again', async () => {
      const { folder, watcher } = await begin()
      await watcher.stop()
      expect(watcher.isWatching).toBe(false)
      expect(watcher.status.state).toBe('stopped')
      folder.write('meanwhile.ts', '1')
      await watcher.start()
      folder.write('after.ts', '1')
      await watcher.noticed('after.ts')
      expect(watcher.all).not.toContain('meanwhile.ts')
    })

    test('says how it does: mode, reason, notifications, overhead', async () => {
      const { folder, watcher } = await begin()
      expect(watcher.isWatching).toBe(true)
      folder.write('a.ts', '1')
      await watcher.noticed('a.ts')
      const { overhead, ...status } = watcher.status
      const notifications = watcher.all.length
      const reason = { code: 'option', sentence: 'The test asks for it.' }
      expect(status).toEqual({ mode: name, reason, state: 'watching', notifications })
      expect(overhead.busy).toBeGreaterThanOrEqual(0)
      expect(overhead.share).toBeLessThan(1)
    })

    test('survives that its root is deleted', async () => {
      const folder = createFolder()
      folder.write('a.ts', '1')
      const { watcher } = await begin(folder)
      rmSync(folder.root, { recursive: true })
      await watcher.noticed('a.ts')
      expect(watcher.status.state).toBe('watching')
    })
  })

  async function begin(folder: FolderStage = createFolder()) {
    const watcher = notice(
      create({ root: folder.root, paths: createScriptPaths({}), isRemote: false }),
    )
    onTestFinished(() => watcher.stop())
    await watcher.start()
    return { folder, watcher }
  }
}

/** A watcher whose notifications can be waited for, each of them once. */
function notice(watcher: ScriptWatcher) {
  const all: string[] = []
  let pending: string[] = []
  let check = () => {}
  const note = (file: string) => {
    all.push(file)
    pending.push(file)
    check()
  }
  const checks = new Set<() => void>()
  check = () => {
    for (const one of [...checks]) one()
  }
  return {
    all,
    get isWatching() {
      return watcher.isWatching
    },
    get status() {
      return watcher.status
    },
    stop: () => watcher.stop(),
    start: () =>
      watcher.start({
        changed: note,
        removed: note,
        failed: (error) => {
          throw error
        },
      }),
    /** Resolves once the file was told of since the last time this was asked. */
    noticed(file: string): Promise<void> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Nothing was said of ${file}.`)), PATIENCE)
        const look = () => {
          if (!pending.includes(file)) return
          pending = pending.filter((one) => one !== file)
          checks.delete(look)
          clearTimeout(timer)
          resolve()
        }
        checks.add(look)
        look()
      })
    },
  }
}
