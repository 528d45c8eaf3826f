// The plugin's options, as users write them.

import { TickswapError } from 'tickswap'
import type { GuardedScripts } from 'tickswap/hotreload'

/** What `tickswap()` is told in the Vite config. */
export interface TickswapOptions {
  /** The folder that holds the scripts, relative to Vite's root: `src/scripts`. A script's id is its path below it. */
  readonly scripts: string
  /**
   * Files of the folder that are no scripts, as globs relative to it. Default declarations and tests:
   * `**` and `*` as in shells. They are imported, built and reloaded as without tickswap.
   */
  readonly exclude?: readonly string[]
  /** Which scripts get a loop guard in development. Default all. */
  readonly loopGuard?: GuardedScripts
  /**
   * Who compiles in development: Vite's own compiler (Oxc with Vite 8, esbuild with 6 and 7), or the page, with
   * esbuild-wasm in a worker. Default `native`.
   */
  readonly compiler?: 'native' | 'page'
  /** Whether Vite's full-screen overlay shows compile errors too, over the game. Default false. */
  readonly overlay?: boolean
  /**
   * Whether a build can be edited live too, for games that offer it to their players. Default false: a build then
   * carries the scripts as ordinary modules, and nothing that compiles or evaluates. With it, a build carries their
   * texts too; the compiler is loaded by the first edit.
   */
  readonly liveBuild?: boolean
  /**
   * A declaration file that the plugin writes, relative to Vite's root: `src/tickswap.d.ts`. TypeScript then knows the
   * ids of the scripts: `ScriptId` of `virtual:tickswap`. It follows the scripts while Vite runs. Default false: nothing
   * is written to disk.
   */
  readonly types?: string | false
}

const NO_SCRIPTS: readonly string[] = ['**/*.d.{ts,mts}', '**/*.{test,spec}.*']

/** The options with their defaults. Throws a `TickswapError` if they make no sense. */
export function completeOptions(options: TickswapOptions): Required<TickswapOptions> {
  const { scripts, exclude = NO_SCRIPTS, loopGuard = true } = options
  const { compiler = 'native', overlay = false, liveBuild = false, types = false } = options
  if (typeof scripts !== 'string' || scripts.trim() === '') {
    throw new TickswapError(
      'tickswap() needs the folder of the scripts: tickswap({ scripts: "src/scripts" }).',
    )
  }
  return { scripts, exclude, loopGuard, compiler, overlay, liveBuild, types }
}
