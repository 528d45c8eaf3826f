// The plugin says at once what cannot work in a project.

import { tickswap } from 'tickswap/vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BareProject, bareProject } from './bare-server.ts'

describe('the plugin', () => {
  let project: BareProject

  beforeEach(() => {
    project = bareProject({ 'src/scripts/clock.ts': 'export {}\n' })
  })

  afterEach(() => project.delete())

  it('has nothing to say about a project that is as it should be', async () => {
    await project.serve()
    expect(project.printed.filter((text) => text.includes('tickswap]'))).toEqual([])
  })

  it('rejects a second one', async () => {
    const plugins = [tickswap({ scripts: 'src/more' })]
    await expect(project.serve({}, { plugins })).rejects.toThrow(
      /tickswap\(\) more than once.*keep one/s,
    )
  })

  it.each(['.', './', '..', '/'])(
    'refuses the folder %s, which holds the whole project',
    async (scripts) => {
      await expect(project.serve({ scripts })).rejects.toThrow(
        /holds the whole project.*separate folder/s,
      )
    },
  )

  it('rejects a file', async () => {
    const scripts = 'src/scripts/clock.ts'
    await expect(project.serve({ scripts })).rejects.toThrow(/which is a file/)
  })

  it('warns of a folder that does not exist, and takes it in when it does', async () => {
    const { environments } = await project.serve({ scripts: 'src/later' })
    expect(project.printed.join('\n')).toMatch(/src\/later" does not exist.*Create it/s)
    project.write('src/later/born.ts', 'export default 1\n')
    const code = async () =>
      JSON.stringify(await environments.client?.pluginContainer.load('\0virtual:tickswap'))
    await expect.poll(code).toContain('born.ts')
  })
})
