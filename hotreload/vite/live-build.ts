// The live build: what `virtual:tickswap` is made of in a build that can be edited live.

import { type GameScripts, readGameScripts } from './game-scripts.ts'
import { ImportResolver } from './import-resolver.ts'
import { nativeService, ScriptCompiler } from './script-compiler.ts'
import type { ScriptFolder } from './script-folder.ts'

/** What is needed of the build. */
export interface BuildContext {
  readonly root: string
  resolveId(specifier: string, importer: string): Promise<string | undefined>
}

/** Reads all scripts and what they import. Rejects where that cannot be known. */
export async function readForBuild(
  folder: ScriptFolder,
  { root, resolveId }: BuildContext,
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
  const resolver = new ImportResolver(folder, { resolveId, isOptimized: () => false })
  return readGameScripts(
    folder,
    new ScriptCompiler({ service, resolver, hostUrl: () => '', onFailure: fail }),
  )
}
