// TickswapError: what the engine throws for a mistake in how it is called.

/** A mistake in how tickswap was called. The message names the thing, says why, and what to do. */
export class TickswapError extends Error {
  override readonly name = 'TickswapError'
}
