// endlessLoop: a version that never comes back.

import type { Break } from './break.ts'

const loop = 'for (const entity of entities) {\n'

export const endlessLoop: Break = {
  label: 'Endless loop',
  promise:
    'colour.ts loops for ever. The loop guard ends it after a fifth of a second, which is the only hitch.',
  perform: ({ edit }) =>
    edit('colour', (text) => text.replace(loop, `while (BRIGHT >= 0) {}\n    ${loop}`)),
}
