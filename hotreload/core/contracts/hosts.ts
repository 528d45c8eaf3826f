// Hosts: the game's own modules, and libraries, that scripts import and that are never reloaded.

/**
 * Loads a host module when a script first imports it: `() => import('./audio.ts')`. Called once.
 */
export type HostLoader = () => Promise<object>

/** A live module (`import * as components`), an object that stands for one, or what loads one. */
export type Host = object | HostLoader

/**
 * Host modules by bare name (`'three'`), or by path relative to the scripts' root without the
 * extension (`'../components'`).
 */
export type Hosts = Readonly<Record<string, Host>>

/**
 * Lists host modules, and keeps their types. To make scripts type-safe that import bare names, map
 * the same names in the `paths` of their tsconfig: `"game:audio": ["./src/audio.ts"]`. Relative
 * paths need nothing.
 *
 * @example
 * ```ts
 * const hosts = defineHosts({
 *   '../components': components,
 *   'game:audio': () => import('./audio.ts'),
 * })
 * ```
 */
export function defineHosts<const H extends Hosts>(hosts: H): H {
  return hosts
}
