// registerScripts: registers the scripts that the page was started with.

import { type Behaviours, isDefinition } from 'tickswap'
import type { InitialScript } from 'tickswap/hotreload'

/**
 * Registers what the scripts export by default, in order of their ids. What the game has registered
 * itself stays, and keeps its place in the order. Those in `waiting` have no version yet: their
 * entities wait for one.
 */
export function registerScripts(
  behaviours: Behaviours,
  scripts: Readonly<Record<string, InitialScript>>,
  waiting: readonly string[],
): void {
  const ids = [...Object.keys(scripts), ...waiting].sort()
  for (const id of ids.filter((id) => !behaviours.has(id))) {
    const { module } = (Object.hasOwn(scripts, id) && scripts[id]) || {}
    const definition = module && 'default' in module ? module.default : undefined
    if (isDefinition(definition)) behaviours.register(id, definition)
    else if (!module) behaviours.register(id)
  }
}
