// The types of `virtual:tickswap`. Add `"types": ["tickswap/vite/client"]` to the game's tsconfig.

declare module 'virtual:tickswap' {
  import type { Behaviours } from 'tickswap'
  import type { Hosts, HotReload, InitialScript } from 'tickswap/hotreload'
  import type { ConnectOptions, ViteSocket } from 'tickswap/hotreload/browser'

  /** The ids of the project's scripts, if the plugin's option `types` writes them to a file. */
  export interface ScriptIds {}

  /** The id of a script of the project. Any string without the option `types`. */
  export type ScriptId = [keyof ScriptIds] extends [never] ? string : keyof ScriptIds & string

  /** Every script as the page started with it, by id. Empty in a build without live editing. */
  export const scripts: Readonly<Record<ScriptId, InitialScript>>

  /** The modules of the game that scripts import, by key. Empty in a build without live editing. */
  export const hosts: Hosts

  /**
   * This page's connection to the development server, for `viteSource` and `viteCompiler` in a game
   * that does not use `connectScripts`. Undefined in a build.
   */
  export const socket: ViteSocket | undefined

  /**
   * Registers the behaviours and systems of all scripts under their ids, in the order of the ids.
   * What the game has registered before stays. Afterwards `behaviours.component('wander')` is a
   * script's component.
   *
   * In development, scripts reload from then on, until the returned hot reload is closed. A build
   * only registers them and returns undefined.
   */
  export function connectScripts(
    behaviours: Behaviours,
    options?: ConnectOptions,
  ): HotReload | undefined
}
