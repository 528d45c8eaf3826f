// lessMotion: whether people asked their system for less motion.

/** Matches while they do. Keep it where it is read every frame. */
export function lessMotion(): MediaQueryList {
  return matchMedia('(prefers-reduced-motion: reduce)')
}
