// Shared by all the scripts here: an edit renews all three, in the same frame.

/** A smooth wave from -1 to 1 that repeats every 1. */
export function wave(x: number): number {
  const turn = x - Math.floor(x)
  return turn < 0.5 ? 16 * turn * (0.5 - turn) : 16 * (turn - 0.5) * (turn - 1)
}
