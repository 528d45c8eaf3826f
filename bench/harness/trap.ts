// trap: a game that is given a script which never comes back, over and over.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { startScriptedGame } from './scripted-game.ts'

const id = 'trap'
const harmless = `import { defineSystem } from 'tickswap'\nexport default defineSystem({ update() {} })`

export interface Trap {
  /**
   * Publishes a script and runs a frame of it. Resolves with the milliseconds until that frame was
   * over.
   */
  spring(text: string): Promise<number>
  close(): Promise<void>
}

export async function setTrap(compiler: Compiler): Promise<Trap> {
  const game = await startScriptedGame({
    compiler,
    hosts: {},
    texts: { [id]: harmless },
    id,
    entities: 0,
  })
  let ended = ''
  game.behaviours.on('faulted', ({ error }) => {
    ended = String(error)
  })
  return {
    async spring(text) {
      ended = ''
      await game.edit({ [id]: text })
      const start = performance.now()
      game.frame()
      const milliseconds = performance.now() - start
      if (!ended.startsWith('LoopError')) throw new Error(`The trap ended with "${ended}".`)
      return milliseconds
    },
    close: () => game.close(),
  }
}
