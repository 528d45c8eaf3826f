// The plugin: what tickswap adds to a Vite project.

import { resolve } from 'node:path'
import type { EnvironmentModuleNode, Plugin } from 'vite'
import { hostModule } from './host-module.ts'
import { readForBuild } from './live-build.ts'
import { liveModule } from './live-module.ts'
import { completeOptions, type TickswapOptions } from './options.ts'
import { configFor, withFullEngine } from './project-config.ts'
import { ScriptFolder } from './script-folder.ts'
import { ScriptServer } from './script-server.ts'
import { shippedModule } from './shipped-module.ts'
import { hostTarget, INNER_ID, innerId } from './virtual-ids.ts'

/**
 * Makes the scripts of a Vite project reload in the running game, with every entity's state kept. The game takes them
 * from `virtual:tickswap`, whose types are in `tickswap/vite/client`. In a build they are ordinary modules.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import { tickswap } from 'tickswap/vite'
 * export default defineConfig({ plugins: [tickswap({ scripts: 'src/scripts' })] })
 *
 * // main.ts
 * import { connectScripts } from 'virtual:tickswap'
 * connectScripts(behaviours)
 * ```
 * @throws TickswapError without the folder of the scripts.
 */
export function tickswap(options: TickswapOptions): Plugin {
  const settings = completeOptions(options)
  let folder = new ScriptFolder(settings.scripts, settings.exclude)
  let server: ScriptServer | undefined

  return {
    name: 'vite-plugin-tickswap',
    config: (project, { command }) => ({
      ...configFor(project, settings.scripts),
      ...(command === 'build' && settings.liveBuild && withFullEngine(project)),
    }),
    configResolved({ root }) {
      folder = new ScriptFolder(resolve(root, settings.scripts), settings.exclude)
    },
    async configureServer(vite) {
      server = await ScriptServer.start(vite, folder, settings)
    },
    resolveId: (id) => innerId(id),
    async load(id) {
      const target = hostTarget(id)
      if (target !== undefined) return server?.offers(target) ? hostModule(target) : undefined
      if (id !== INNER_ID) return undefined
      const isForPage = this.environment.config.consumer === 'client'
      if (isForPage && server) {
        const parts = { ...(await server.read()), areHostsSure: server.isNative, isServed: true }
        const openEditor = `${this.environment.config.base}__open-in-editor?file=${encodeURI(folder.root)}/`
        return liveModule({ ...settings, ...parts, openEditor })
      }
      if (!isForPage || !settings.liveBuild) return shippedModule(folder)
      const scripts = await readForBuild(folder, {
        root: this.environment.config.root,
        resolveId: async (specifier, importer) => (await this.resolve(specifier, importer))?.id,
      })
      return liveModule({ ...settings, ...scripts, areHostsSure: true, openEditor: '', isServed: false })
    },
    hotUpdate: {
      order: 'post',
      handler({ file, modules }) {
        if (this.environment.config.consumer !== 'client' || !folder.scriptAt(file)) return undefined
        return modules.filter((module) => !isScript(folder, module) || isForStyles(module))
      },
    },
  }
}

function isScript(folder: ScriptFolder, { file }: EnvironmentModuleNode): boolean {
  return file !== null && folder.scriptAt(file) !== undefined
}

/** Whether it stands for a file that style sheets are made from, as Tailwind does. They change as without tickswap. */
function isForStyles({ id, importers }: EnvironmentModuleNode): boolean {
  return id === null && importers.size > 0 && [...importers].every(({ type }) => type === 'css')
}
