// TickswapOptions: the plugin's options, as users write them.

import { TickswapError } from 'tickswap'
import type { GuardedScripts } from 'tickswap/hotreload'

/** The options of `tickswap()` in the Vite config. */
export interface TickswapOptions {
  /**
   * The folder with the scripts, relative to Vite's root: `src/scripts`. A script's id is its path
   * below it.
   */
  readonly scripts: string
  /**
   * Files in the folder that are not scripts, as globs relative to it, with `**` and `*` as in
   * shells. Default: declarations and tests. They are imported, built and reloaded as without
   * tickswap.
   */
  readonly exclude?: readonly string[]
  /** Which scripts get a loop guard in development. Default all. */
  readonly loopGuard?: GuardedScripts
  /**
   * What compiles in development: Vite's compiler (Oxc with Vite 8, esbuild with 6 and 7), or the
   * page, with esbuild-wasm in a worker. Default `native`.
   */
  readonly compiler?: 'native' | 'page'
  /** Whether Vite's full-screen overlay shows compile errors too, over the game. Default false. */
  readonly overlay?: boolean
  /**
   * Whether a build can be edited live too, for games that offer this to their players. Default
   * false: a build has the scripts as ordinary modules, and nothing that compiles or evaluates. If
   * true, it has their texts too; the first edit loads the compiler.
   */
  readonly liveBuild?: boolean
  /**
   * A declaration file that the plugin writes, relative to Vite's root: `src/tickswap.d.ts`.
   * TypeScript then knows the ids of the scripts: `ScriptId` of `virtual:tickswap`. It is kept up
   * to date while Vite runs. Default false: nothing is written to disk.
   */
  readonly types?: string | false
}

const DEFAULT_EXCLUDE: readonly string[] = ['**/*.d.{ts,mts}', '**/*.{test,spec}.*']

/**
 * The options with their defaults.
 *
 * @throws TickswapError without the folder of the scripts.
 */
export function completeOptions(options: TickswapOptions): Required<TickswapOptions> {
  const { scripts, exclude = DEFAULT_EXCLUDE, loopGuard = true } = options
  const { compiler = 'native', overlay = false, liveBuild = false, types = false } = options
  if (typeof scripts !== 'string' || scripts.trim() === '') {
    throw new TickswapError(
      'tickswap() needs the folder of the scripts: tickswap({ scripts: "src/scripts" }).',
    )
  }
  return { scripts, exclude, loopGuard, compiler, overlay, liveBuild, types }
}
