// The live build: reads the scripts for a build that can be edited live.

import type { Alias } from 'vite'
import { type GameScripts, readGameScripts } from '../compile/game-scripts.ts'
import { ImportResolver } from '../compile/import-resolver.ts'
import { nativeService, ScriptCompiler } from '../compile/script-compiler.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** The part of the build that is used. */
export interface BuildContext {
  readonly root: string
  /** As configured. */
  readonly aliases: readonly Alias[]
  resolveId(specifier: string, importer: string): Promise<string | undefined>
}

/** Reads all scripts and what they import. Rejects if that cannot be known. */
export async function readForBuild(
  folder: ViteScriptFolder,
  { root, aliases, resolveId }: BuildContext,
): Promise<GameScripts> {
  const service = await nativeService(root, false)
  if (!service) {
    throw new Error(
      '[tickswap] A build with "liveBuild" needs esbuild to find out what scripts import. ' +
        'Install it: npm install --save-dev esbuild',
    )
  }
  const fail = (error: unknown) => {
    throw error
  }
  // A build may read everything that the project imports.
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
