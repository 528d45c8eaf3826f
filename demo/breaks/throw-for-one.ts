// throwForOne: a version that throws for one fish among thousands.

import type { Break } from './break.ts'

const loop = 'for (const entity of entities) {\n'

export const throwForOne: Break = {
  label: 'Throw for one fish',
  promise:
    'flock.ts throws for one fish in the middle of the shoal. One is enough: no fish keeps that version.',
  perform({ edit, game }) {
    const { entities } = game.fish
    const unlucky = entities[Math.floor(entities.length / 2)] ?? 0
    const line = `      if (entity === ${unlucky}) throw new Error('Fish ${unlucky} will not')\n`
    edit('flock', (text) => text.replace(loop, loop + line))
  },
}
