// scripts: every script of the demo, as the module that the game starts with and as the text to
// edit.

import { scripts as started } from 'virtual:tickswap'
import type { InitialScript } from 'tickswap/hotreload'

/** One script. Its id is its path under `scripts/`, without the extension. */
export interface DemoScript extends InitialScript {
  readonly id: string
}

/** Systems run in this order, and tabs stand in it; scripts that are not named here come last. */
const ORDER = ['flock', 'flee', 'hunter', 'colour', 'day', 'tap', 'lib/wave']

export const scripts: readonly DemoScript[] = Object.entries(started)
  .map(([id, script]) => ({ id, ...script }))
  .sort((a, b) => place(a.id) - place(b.id))

function place(id: string): number {
  const index = ORDER.indexOf(id)
  return index < 0 ? ORDER.length : index
}
