// scripts: every script of the demo, as the module that the game starts with and as the text to edit.

import type { InitialScript } from 'tickswap/hotreload'

/** One script. Its id is its path under `scripts/`, without the extension. */
export interface DemoScript extends InitialScript {
  readonly id: string
}

/** Systems run in this order, and tabs stand in it; scripts that are not named here come last. */
const ORDER = ['flock', 'flee', 'hunter', 'colour', 'day', 'tap', 'lib/wave']

const modules = import.meta.glob<object>('./scripts/**/*.ts', { eager: true })
const texts = import.meta.glob<string>('./scripts/**/*.ts', { eager: true, query: '?raw', import: 'default' })

export const scripts: readonly DemoScript[] = Object.entries(modules)
  .map(([path, module]) => {
    const file = path.replace('./scripts/', '')
    return { id: file.replace(/\.ts$/, ''), file, module, text: texts[path] ?? '' }
  })
  .sort((a, b) => place(a.id) - place(b.id))

function place(id: string): number {
  const index = ORDER.indexOf(id)
  return index < 0 ? ORDER.length : index
}
