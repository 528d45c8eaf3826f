// syntaxError: a text that does not compile.

import type { Break } from './break.ts'

export const syntaxError: Break = {
  label: 'Syntax error',
  promise: 'Takes a bracket out of flock.ts. It does not compile, and what runs is not touched.',
  perform: ({ edit }) =>
    edit('flock', (text) =>
      text.replace('Math.min(1, ALIGN * delta)', 'Math.min(1, ALIGN * delta'),
    ),
}
