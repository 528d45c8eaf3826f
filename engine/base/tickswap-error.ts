// TickswapError: thrown for mistakes in how tickswap is called.

/** A mistake in how tickswap was called. The message says what failed, why, and what to do. */
export class TickswapError extends Error {
  override readonly name = 'TickswapError'
}
