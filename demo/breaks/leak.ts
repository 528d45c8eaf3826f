// leak: a version that takes listeners and timers without end, and never gives one back.

import { Taps } from '../sim/components.ts'
import type { Break, Workshop } from './break.ts'

/** How long it leaks, in milliseconds. */
const LEAKS_FOR = 2_500

const leaking = `
  // Takes a listener and a timer, every frame.
  update({ own }) {
    own.listen(Taps, 'tap', () => {})
    own.interval(10_000, () => {})
  },
})
`

export const leak: Break = {
  label: 'Leak listeners',
  promise:
    'tap.ts takes a listener and a timer every frame, and is mended a moment later. Watch the listeners.',
  perform(workshop) {
    workshop.edit('tap', (text) => text.replace(/\n\}\)\n$/, leaking))
    setTimeout(() => mend(workshop), LEAKS_FOR)
  },
}

function mend({ edit, preface }: Workshop): void {
  const most = Taps.listeners
  preface(
    `${most} listeners and their timers had piled up. They were given back with their version.`,
  )
  edit('tap', (text) => text.replace(leaking, '\n})\n'))
}
