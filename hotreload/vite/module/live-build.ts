// The live build: what `virtual:tickswap` is made of in a build that can be edited live.

import type { Alias } from 'vite'
import { type GameScripts, readGameScripts } from '../compile/game-scripts.ts'
import { ImportResolver } from '../compile/import-resolver.ts'
import { nativeService, ScriptCompiler } from '../compile/script-compiler.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** What is needed of the build. */
export interface BuildContext {
  readonly root: string
  /** As the config has them. */
  readonly aliases: readonly Alias[]
  resolveId(specifier: string, importer: string): Promise<string | undefined>
}

/** Reads all scripts and what they import. Rejects where that cannot be known. */
export async function readForBuild(
  folder: ViteScriptFolder,
  { root, aliases, resolveId }: BuildContext,
): Promise<GameScripts> {
  const service = await nativeService(root, false)
  if (!service) {
    throw new Error(
      '[tickswap] A build with "liveBuild" needs esbuild, to know what scripts import. Install it: ' +
        'npm install --save-dev esbuild',
    )
  }
  const fail = (error: unknown) => {
    throw error
  }
  // Whoever builds a project may read what it imports.
  const mayLoad = () => true
  const resolver = new ImportResolver(folder, { resolveId, isOptimized: () => false })
  const compiler = new ScriptCompiler({
    service,
    resolver,
    mayLoad,
    hostUrl: () => '',
    onFailure: fail,
  })
  return readGameScripts({ folder, compiler, resolver, aliases })
}
