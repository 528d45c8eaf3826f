// Files in new folders that Vite's watcher passes over are reported all the same, and are watched
// from then on.

import type { ServerOptions, ViteDevServer } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BareProject, bareProject } from './bare-server.ts'
import { openPageSocket } from './server-socket.ts'

const MISSED = 'src/scripts/npc/missed.ts'

describe('a file in a new folder that the watcher passes over', () => {
  let project: BareProject
  /** What the watcher does not see, as it does not see what comes before it watches a folder. */
  let blind: RegExp
  let told: string[]

  beforeEach(() => {
    project = bareProject({ 'src/scripts/clock.ts': 'export {}\n' })
    blind = /missed\.ts$/
    told = []
  })

  afterEach(() => project.delete())

  async function serve(
    options: ServerOptions = { middlewareMode: true, ws: false },
  ): Promise<ViteDevServer> {
    const ignored = (path: string) => blind.test(path)
    const server = await project.serve({}, { server: { ...options, watch: { ignored } } })
    server.watcher.on('all', (event, path) =>
      told.push(`${event} ${path.slice(project.root.length + 1)}`),
    )
    await untilTold()
    return server
  }

  /** At first the watcher takes in silently what is new: whoever starts with it reads the disk. */
  async function untilTold(): Promise<void> {
    let probes = 0
    await expect
      .poll(() => {
        project.write(`probe-${probes++}.txt`, '')
        return told.some((event) => event.startsWith('add probe-'))
      })
      .toBe(true)
  }

  /** Writes the file, and lets the watcher see again once it has passed over it. */
  async function write(path: string, folder: string): Promise<void> {
    project.write(path, 'export {}\n')
    await expect.poll(() => told).toContain(`addDir ${folder}`)
    expect(told).not.toContain(`add ${path}`)
    blind = /^$/
  }

  it('is reported by the watcher a little later, and so are edits of it', async () => {
    await serve()
    await write(MISSED, 'src/scripts/npc')
    await expect.poll(() => told).toContain(`add ${MISSED}`)
    project.write(MISSED, 'export const edited = 1\n')
    await expect.poll(() => told).toContain(`change ${MISSED}`)
  })

  it('is reported if its folder was passed over too, and so are files that come later', async () => {
    blind = /deep/
    await serve()
    await write('src/scripts/npc/deep/missed.ts', 'src/scripts/npc')
    await expect.poll(() => told).toContain('add src/scripts/npc/deep/missed.ts')
    project.write('src/scripts/npc/deep/late.ts', 'export {}\n')
    await expect.poll(() => told).toContain('add src/scripts/npc/deep/late.ts')
  })

  it('is reported though the watcher takes its time to take it in', async () => {
    const { watcher } = await serve()
    const add = watcher.add.bind(watcher)
    vi.spyOn(watcher, 'add').mockImplementation((paths) => {
      setTimeout(() => add(paths), 300)
      return watcher
    })
    await write(MISSED, 'src/scripts/npc')
    await expect.poll(() => told).toContain(`add ${MISSED}`)
  })

  it('reaches the pages', async () => {
    const server = await serve({ host: '127.0.0.1', port: 0 })
    await server.listen()
    const [url = ''] = server.resolvedUrls?.local ?? []
    const page = await openPageSocket(url)
    await write(MISSED, 'src/scripts/npc')
    await expect.poll(() => JSON.stringify(page.heard)).toContain('npc/missed.ts')
    await page.close()
  })

  it('is not reported if the project has its watcher ignore it', async () => {
    await serve()
    project.write(MISSED, 'export {}\n')
    project.write('src/scripts/npc/seen.ts', 'export {}\n')
    await expect.poll(() => told).toContain('add src/scripts/npc/seen.ts')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(told).not.toContain(`add ${MISSED}`)
  })

  it('is not reported twice', async () => {
    await serve()
    await write(MISSED, 'src/scripts/npc')
    await expect.poll(() => told).toContain(`add ${MISSED}`)
    await new Promise((resolve) => setTimeout(resolve, 3500))
    expect(told.filter((event) => event === `add ${MISSED}`)).toHaveLength(1)
  })

  it('does not open a watcher again that was closed', async () => {
    const server = await serve()
    await write(MISSED, 'src/scripts/npc')
    await server.close()
    const add = vi.spyOn(server.watcher, 'add')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(add).not.toHaveBeenCalled()
  })
})
