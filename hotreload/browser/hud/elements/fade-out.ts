// fadeOut: lets an element vanish slowly, or at once for people who asked their system for less motion.

const DURATION_MILLISECONDS = 180

/** Calls `onEnd` when nothing of the element is seen any more. Until then it takes no clicks. */
export function fadeOut(element: HTMLElement, onEnd: () => void): void {
  if (wantsLessMotion()) {
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

/** Whether people asked their system for less motion. */
export function wantsLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
