// fadeOut: makes an element vanish slowly, or at once for people who asked for less motion.

import { lessMotion } from './less-motion.ts'

const DURATION_MILLISECONDS = 180

/** Calls `onEnd` when nothing of the element is visible any more. Until then it takes no clicks. */
export function fadeOut(element: HTMLElement, onEnd: () => void): void {
  if (lessMotion().matches) {
    onEnd()
    return
  }
  element.inert = true
  const fading = element.animate(
    { opacity: 0 },
    {
      duration: DURATION_MILLISECONDS,
      easing: 'ease-out',
      fill: 'forwards',
    },
  )
  fading.onfinish = onEnd
  fading.oncancel = onEnd
}
