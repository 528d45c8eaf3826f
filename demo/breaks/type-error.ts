// typeError: a text that runs, though its types say that it should not.

import type { Break } from './break.ts'

export const typeError: Break = {
  label: 'Type error',
  promise:
    'Makes a string of a number in flock.ts. It runs, and the type checker, in a worker, says what is wrong.',
  perform: ({ edit }) =>
    edit('flock', (text) =>
      text.replace(/^const SPEED = '?(-?[\d.]+)'?/m, "const SPEED: number = '$1'"),
    ),
}
