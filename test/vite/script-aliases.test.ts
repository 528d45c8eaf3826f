// Aliases: the page learns by which other names scripts and host modules are called, as far as
// Vite resolves them.

import { join } from 'node:path'
import type { Plugin, UserConfig } from 'vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BareProject, bareProject } from './bare-server.ts'

const script = (imports: string) =>
  `import { defineSystem } from 'tickswap'\n${imports}\nexport default defineSystem({ update() {} })\n`

describe.each(['native', 'page'] as const)('with the compiler %s, the page', (compiler) => {
  let project: BareProject

  beforeEach(() => {
    project = bareProject({
      'src/settings.ts': 'export const settings = {}\n',
      'src/scripts/clock.ts': script(
        `import { settings } from '../settings'\nglobalThis.told = settings`,
      ),
      'src/scripts/npc/wander.ts': script(''),
    })
  })

  afterEach(() => project.delete())

  /** What the virtual module says. */
  async function aliases(config: UserConfig): Promise<unknown> {
    const { environments } = await project.serve({ compiler }, config)
    const loaded = await environments.client?.pluginContainer.load('\0virtual:tickswap')
    const code = typeof loaded === 'object' && loaded ? loaded.code : String(loaded)
    const [, text = '"{}"'] = code.match(/^const settings = JSON\.parse\((.*)\)$/m) ?? []
    const settings: unknown = JSON.parse(JSON.parse(text))
    return typeof settings === 'object' && settings && 'aliases' in settings
      ? settings.aliases
      : undefined
  }
  const at = (path: string) => join(project.root, path)

  it('knows none where there is none', async () => {
    expect(await aliases({})).toEqual({})
  })

  it('knows an alias of a folder that holds the scripts and host modules', async () => {
    const alias = { '@': at('src') }
    expect(await aliases({ resolve: { alias } })).toEqual({ '@/': '../', '@/scripts/': './' })
  })

  it('knows aliases of the scripts’ folder, of one below it, and of a single module', async () => {
    const alias = {
      '#scripts': at('src/scripts'),
      '#npc': at('src/scripts/npc'),
      settings: at('src/settings.ts'),
    }
    expect(await aliases({ resolve: { alias } })).toEqual({
      '#scripts/': './',
      '#npc/': './npc/',
      settings: '../settings',
    })
  })

  it('does not believe an alias that another plugin overrides, or that leads to nothing it knows', async () => {
    const overriding: Plugin = {
      name: 'overriding',
      enforce: 'pre',
      resolveId: (id) => (id.endsWith('npc/wander') ? at('src/settings.ts') : undefined),
    }
    project.write('lib/other.ts', 'export {}\n')
    const alias = { '@': at('src'), '@lib': at('lib'), '#npc': at('src/scripts/npc') }
    const plugins = [overriding]
    expect(await aliases({ resolve: { alias }, plugins })).toEqual({})
  })

  it('learns an alias of host modules from an import, whoever resolves it', async () => {
    const own: Plugin = {
      name: 'own',
      resolveId: (id) => (id.startsWith('~/') ? at(`src/${id.slice(2)}.ts`) : undefined),
    }
    project.write(
      'src/scripts/late.ts',
      script(`import { settings } from '~/settings'\nglobalThis.told = settings`),
    )
    expect(await aliases({ plugins: [own] })).toEqual({ '~/': '../', '~/scripts/': './' })
  })
})
