// The plugin: what tickswap adds to a Vite project.

import { resolve } from 'node:path'
import type { Alias, EnvironmentModuleNode, Plugin } from 'vite'
import { hostModule } from './host-module.ts'
import { tellMissedFiles } from './missed-files.ts'
import { completeOptions, type TickswapOptions } from './options.ts'
import { secretModule } from './page-secret.ts'
import { checkProject, PLUGIN_NAME } from './project-check.ts'
import { configFor, withFullEngine } from './project-config.ts'
import { ScriptFolder } from './script-folder.ts'
import { ScriptServer } from './script-server.ts'
import { TypeFile } from './type-file.ts'
import { followScripts } from './type-file-follower.ts'
import { hostTarget, INNER_ID, INNER_SECRET_ID, innerId } from './virtual-ids.ts'
import { virtualModule } from './virtual-module.ts'
import { WatchedBuild } from './watched-build.ts'

/** The environment of the pages that Vite serves, and so the one whose scripts reload. */
const CLIENT = 'client'

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
  let watched = new WatchedBuild(folder)
  let aliases: readonly Alias[] = []
  let types: TypeFile | undefined
  let server: ScriptServer | undefined

  return {
    name: PLUGIN_NAME,
    config: (project, { command }) => ({
      ...configFor(project, settings.scripts),
      ...(command === 'build' && settings.liveBuild && withFullEngine(project)),
    }),
    configResolved(config) {
      const { root } = config
      aliases = config.resolve.alias
      folder = new ScriptFolder(resolve(root, settings.scripts), settings.exclude)
      checkProject(config, folder)
      watched = new WatchedBuild(folder)
      types =
        settings.types === false ? undefined : new TypeFile({ root, path: settings.types, folder })
    },
    buildStart: () => types?.update(),
    async configureServer(vite) {
      tellMissedFiles(vite.watcher, folder)
      if (types) followScripts(vite, folder, types)
      server = await ScriptServer.start(vite, folder, settings)
    },
    resolveId: {
      // Before Vite follows a link.
      order: 'pre',
      handler: (id, importer) =>
        innerId(id) ?? (importer === INNER_ID ? folder.moduleId(id) : undefined),
    },
    async load(id) {
      const target = hostTarget(id)
      if (target !== undefined) return server?.offers(target) ? hostModule(target) : undefined
      const isForPage = this.environment.name === CLIENT
      if (id === INNER_SECRET_ID)
        return server && isForPage ? secretModule(server.secret) : undefined
      if (id !== INNER_ID) return isForPage ? server?.load(id) : undefined
      // Vite's own server watches the folder itself.
      if (!server && this.meta.watchMode) await watched.watch((path) => this.addWatchFile(path))
      const { config } = this.environment
      const asking = {
        isForPage,
        root: config.root,
        base: config.base,
        aliases,
        resolveId: async (specifier: string, importer: string) =>
          (await this.resolve(specifier, importer))?.id,
      }
      return virtualModule(asking, { folder, settings, server })
    },
    hotUpdate: {
      order: 'post',
      handler({ file, modules }) {
        if (!folder.scriptAt(file)) return undefined
        if (this.environment.name !== CLIENT) {
          // It imports the scripts that there are, so it is another one now.
          const game = this.environment.moduleGraph.getModuleById(INNER_ID)
          return game && !modules.includes(game) ? [...modules, game] : undefined
        }
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
