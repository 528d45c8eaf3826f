// Shared by hunter, colour and day: an edit renews all three,
// in the same frame.

/**
 * A smooth wave from -1 to 1 that repeats every 1. It is made of
 * parabolas, which are much cheaper than Math.sin.
 */
export function wave(x: number): number {
  const t = x - Math.floor(x)
  // Try `return t < 0.5 ? 1 : -1` for a square wave,
  // or `return 4 * Math.abs(t - 0.5) - 1` for a triangle.
  return t < 0.5 ? 16 * t * (0.5 - t) : 16 * (t - 0.5) * (t - 1)
}
