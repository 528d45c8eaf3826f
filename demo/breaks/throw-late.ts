// throwLate: a version that runs well at first, and throws while it is on probation.

import type { Break } from './break.ts'

const begin = 'update({ entities, delta }) {'

const counting = `update({ entities, delta, elapsed }) {
    if (elapsed !== last) frames += 1
    last = elapsed
    if (frames === 30) throw new Error('Thirty frames were enough')`

export const throwLate: Break = {
  label: 'Throw at frame 30',
  promise:
    'flee.ts runs well for 29 frames, then throws. Its fish go back to the version before, with their state.',
  perform: ({ edit }) =>
    edit('flee', (text) =>
      text
        .replace('export default', 'let frames = 0\nlet last = 0\n\nexport default')
        .replace(begin, counting),
    ),
}
