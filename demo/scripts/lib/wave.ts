// Shared by wander, colour and wind: edit it, and all three are renewed in the same frame.

/** A smooth wave between -1 and 1 that repeats every 1, made of parabolas: much cheaper than Math.sin. */
export function wave(x: number): number {
  const t = x - Math.floor(x)
  // Try `return t < 0.5 ? 1 : -1` for a square wave, or `return 4 * Math.abs(t - 0.5) - 1` for a triangle.
  return t < 0.5 ? 16 * t * (0.5 - t) : 16 * (t - 0.5) * (t - 1)
}
