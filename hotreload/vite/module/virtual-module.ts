// The virtual module: which code `virtual:tickswap` has in which environment.

import type { GameScripts } from '../compile/game-scripts.ts'
import type { TickswapOptions } from '../project/tickswap-options.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import { type BuildContext, readForBuild } from './live-build.ts'
import { liveModule } from './live-module.ts'
import { shippedModule } from './shipped-module.ts'

/** The importing environment: one of those that Vite runs or builds code for. */
interface ImportingEnvironment extends BuildContext {
  /** Whether it is for pages. Code for servers gets the scripts as ordinary modules. */
  readonly isForPage: boolean
  readonly base: string
}

/** A development server, as far as the code depends on it. */
interface ServedScripts {
  /** Whether scripts come with their code, and what they import is known for certain. */
  readonly isNative: boolean
  /** What its pages identify themselves with. */
  readonly secret: { readonly text: string }
  read(): Promise<GameScripts>
}

/** What the code is made from. */
interface VirtualModuleParts {
  readonly folder: ViteScriptFolder
  readonly settings: Required<TickswapOptions>
  /** While Vite's development server runs. */
  readonly server: ServedScripts | undefined
}

/** The code of `virtual:tickswap`; Vite resolves its imports. */
export async function virtualModule(
  environment: ImportingEnvironment,
  parts: VirtualModuleParts,
): Promise<string> {
  const { folder, settings, server } = parts
  if (!environment.isForPage) return shippedModule(folder)
  if (server) return servedModule(environment, settings, folder, server)
  if (!settings.liveBuild) return shippedModule(folder)
  const scripts = await readForBuild(folder, environment)
  return liveModule({
    ...settings,
    ...scripts,
    areHostsSure: true,
    openEditor: '',
    secret: undefined,
  })
}

/** For the pages of a development server. */
async function servedModule(
  { base }: ImportingEnvironment,
  settings: Required<TickswapOptions>,
  folder: ViteScriptFolder,
  server: ServedScripts,
): Promise<string> {
  const scripts = await server.read()
  const openEditor = `${base}__open-in-editor?file=${encodeURI(folder.root)}/`
  const { isNative: areHostsSure, secret } = server
  return liveModule({ ...settings, ...scripts, areHostsSure, openEditor, secret: secret.text })
}
