// The plugin: what tickswap adds to a Vite project.

import { resolve } from 'node:path'
import type { Alias, EnvironmentModuleNode, Plugin } from 'vite'
import { hostModule } from './module/host-module.ts'
import {
  hostTarget,
  RESOLVED_SECRET_ID,
  RESOLVED_VIRTUAL_ID,
  resolveVirtualId,
} from './module/virtual-ids.ts'
import { virtualModule } from './module/virtual-module.ts'
import { WatchedBuild } from './module/watched-build.ts'
import { checkProject, PLUGIN_NAME } from './project/check-project.ts'
import { fitText } from './project/fit-text.ts'
import { projectConfig, withFullEngine } from './project/project-config.ts'
import { completeOptions, type TickswapOptions } from './project/tickswap-options.ts'
import { ViteScriptFolder } from './project/vite-script-folder.ts'
import { secretModule } from './serve/page-secret.ts'
import { reportMissedFiles } from './serve/report-missed-files.ts'
import { ScriptServer } from './serve/script-server.ts'
import { followScripts } from './type-file/follow-scripts.ts'
import { TypeFile } from './type-file/type-file.ts'

/** The environment of the pages that Vite serves. Its scripts reload. */
const CLIENT = 'client'

/**
 * Makes the scripts of a Vite project reload in the running game, with every entity's state kept.
 * The game takes them from `virtual:tickswap`, whose types are in `tickswap/vite/client`. In a
 * build they are ordinary modules.
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
  let folder = new ViteScriptFolder(settings.scripts, settings.exclude)
  let watched = new WatchedBuild(folder)
  let aliases: readonly Alias[] = []
  let types: TypeFile | undefined
  let server: ScriptServer | undefined

  return {
    name: PLUGIN_NAME,
    config: (project, { command }) => ({
      ...projectConfig(project, settings.scripts, () => folder),
      ...(command === 'build' && settings.liveBuild && withFullEngine(project)),
    }),
    configResolved(config) {
      const { root } = config
      aliases = config.resolve.alias
      folder = new ViteScriptFolder(resolve(root, settings.scripts), settings.exclude)
      checkProject(config, folder)
      watched = new WatchedBuild(folder)
      types =
        settings.types === false ? undefined : new TypeFile({ root, path: settings.types, folder })
    },
    buildStart: () => types?.update(),
    async configureServer(vite) {
      reportMissedFiles(vite.watcher, folder)
      if (types) followScripts(vite, folder, types)
      server = await ScriptServer.start(vite, folder, settings)
    },
    resolveId: {
      // Before Vite follows a symlink.
      order: 'pre',
      handler: (id, importer) =>
        resolveVirtualId(id) ??
        (importer === RESOLVED_VIRTUAL_ID ? folder.moduleId(id) : undefined),
    },
    async load(id) {
      const target = hostTarget(id)
      if (target !== undefined) return server?.offers(target) ? hostModule(target) : undefined
      const isForPage = this.environment.name === CLIENT
      if (id === RESOLVED_SECRET_ID)
        return server && isForPage ? secretModule(server.secret) : undefined
      if (id !== RESOLVED_VIRTUAL_ID) {
        if (isForPage && server) return server.load(id)
        // Vite reads it by itself, and must not parse it if it is not fit.
        const script = folder.named(id)
        if (script) await fitText(folder, script)
        return undefined
      }
      // The script server watches the folder itself.
      if (!server && this.meta.watchMode) await watched.watch((path) => this.addWatchFile(path))
      const { config } = this.environment
      const environment = {
        isForPage,
        root: config.root,
        base: config.base,
        aliases,
        resolveId: async (specifier: string, importer: string) =>
          (await this.resolve(specifier, importer))?.id,
      }
      return virtualModule(environment, { folder, settings, server })
    },
    hotUpdate: {
      order: 'post',
      handler({ file, modules }) {
        if (!folder.scriptAt(file)) return undefined
        if (this.environment.name !== CLIENT) {
          // It imports all scripts, so its code changes with them.
          const game = this.environment.moduleGraph.getModuleById(RESOLVED_VIRTUAL_ID)
          return game && !modules.includes(game) ? [...modules, game] : undefined
        }
        return modules.filter((module) => !isScript(folder, module) || isForStyles(module))
      },
    },
  }
}

function isScript(folder: ViteScriptFolder, { file }: EnvironmentModuleNode): boolean {
  return file !== null && folder.scriptAt(file) !== undefined
}

/**
 * Whether it stands for a file that style sheets are made from, as Tailwind does. They change as
 * without tickswap.
 */
function isForStyles({ id, importers }: EnvironmentModuleNode): boolean {
  return id === null && importers.size > 0 && [...importers].every(({ type }) => type === 'css')
}
