// The virtual module: which code `virtual:tickswap` has, by who asks for it.

import { type BuildContext, readForBuild } from './live-build.ts'
import { liveModule } from './live-module.ts'
import type { TickswapOptions } from './options.ts'
import type { ScriptFolder } from './script-folder.ts'
import type { ScriptServer } from './script-server.ts'
import { shippedModule } from './shipped-module.ts'

/** One of the environments that Vite runs or builds code for. */
export interface Asking extends BuildContext {
  /** Whether it is for pages. Whatever runs on a server gets the scripts as ordinary modules. */
  readonly isForPage: boolean
  readonly base: string
}

/** What the code is made from. */
export interface VirtualModuleParts {
  readonly folder: ScriptFolder
  readonly settings: Required<TickswapOptions>
  /** While Vite's development server runs. */
  readonly server: ScriptServer | undefined
}

/** The code of `virtual:tickswap`, for Vite to resolve its imports. */
export async function virtualModule(asking: Asking, parts: VirtualModuleParts): Promise<string> {
  const { folder, settings, server } = parts
  if (!asking.isForPage) return shippedModule(folder)
  if (server) return servedModule(asking, settings, folder, server)
  if (!settings.liveBuild) return shippedModule(folder)
  const scripts = await readForBuild(folder, asking)
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
  { base }: Asking,
  settings: Required<TickswapOptions>,
  folder: ScriptFolder,
  server: ScriptServer,
): Promise<string> {
  const scripts = await server.read()
  const openEditor = `${base}__open-in-editor?file=${encodeURI(folder.root)}/`
  const { isNative: areHostsSure, secret } = server
  return liveModule({ ...settings, ...scripts, areHostsSure, openEditor, secret: secret.text })
}
