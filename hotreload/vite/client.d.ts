// The types of `virtual:tickswap`. Put `"types": ["tickswap/vite/client"]` into the tsconfig of the game.

declare module 'virtual:tickswap' {
  import type { Behaviours } from 'tickswap'
  import type { Hosts, HotReload, InitialScript } from 'tickswap/hotreload'
  import type { ConnectOptions, ViteSocket } from 'tickswap/hotreload/browser'

  /** The ids of the project's scripts, if the plugin's option `types` has them written to a file. */
  export interface ScriptIds {}

  /** The id of a script of the project. Any string without the option `types`. */
  export type ScriptId = [keyof ScriptIds] extends [never] ? string : keyof ScriptIds & string

  /** Every script as the page was started with it, by id. Empty in a build without live editing. */
  export const scripts: Readonly<Record<ScriptId, InitialScript>>

  /** The modules of the game that scripts import, by key. Empty in a build without live editing. */
  export const hosts: Hosts

  /**
   * How this page reaches the development server: for `viteSource` and `viteCompiler`, where a game does without
   * `connectScripts`. Undefined in a build.
   */
  export const socket: ViteSocket | undefined

  /**
   * Registers the behaviours and systems of all scripts, by their ids and in the order of these. What the game has
   * registered itself before stays. `behaviours.component('wander')` then is a script's component.
   *
   * While the game is developed, scripts reload from then on, until the returned hot reload is closed. A build only
   * registers them, and returns undefined.
   */
  export function connectScripts(
    behaviours: Behaviours,
    options?: ConnectOptions,
  ): HotReload | undefined
}
