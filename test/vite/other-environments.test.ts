// Whatever runs beside the page, such as a server that renders: scripts are ordinary modules there,
// and are followed.

import { fileURLToPath } from 'node:url'
import type { DevEnvironment } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BareProject, bareProject } from './bare-server.ts'

const SCRIPT = `export default 'a script'\n`

describe('an environment that is not the page’s', () => {
  let project: BareProject
  let ssr: DevEnvironment

  beforeEach(async () => {
    project = bareProject({
      'src/scripts/clock.ts': SCRIPT,
      'src/scripts/helper.ts': 'export const helper = 1\n',
    })
    const engine = fileURLToPath(new URL('../../engine/index.ts', import.meta.url))
    const server = await project.serve({}, { resolve: { alias: { tickswap: engine } } })
    if (!server.environments.ssr) throw new Error('Vite has no environment "ssr".')
    ssr = server.environments.ssr
  })

  afterEach(() => project.delete())

  const code = async () => (await ssr.transformRequest('virtual:tickswap'))?.code ?? ''

  it('gets the scripts as ordinary modules', async () => {
    expect(await code()).toContain('/src/scripts/clock.ts')
    expect(await code()).not.toContain('hotreload/browser')
  })

  it('hears of scripts that come and go', async () => {
    await code()
    const send = vi.spyOn(ssr.hot, 'send')
    project.write('src/scripts/born.ts', SCRIPT)
    await expect.poll(code).toContain('/src/scripts/born.ts')
    await expect
      .poll(() => send.mock.calls)
      .toContainEqual([expect.objectContaining({ type: 'full-reload' })])
    send.mockClear()
    project.remove('src/scripts/clock.ts')
    await expect.poll(code).not.toContain('/src/scripts/clock.ts')
    await expect
      .poll(() => send.mock.calls)
      .toContainEqual([expect.objectContaining({ type: 'full-reload' })])
  })

  it('hears of a helper that becomes a script', async () => {
    expect(await code()).not.toContain('/src/scripts/helper.ts')
    project.write('src/scripts/helper.ts', SCRIPT)
    await expect.poll(code).toContain('/src/scripts/helper.ts')
  })
})
