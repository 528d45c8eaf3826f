// SupersededError: what a compile rejects with whose answer is not needed any more.

/** A newer text of the script came in, so the answer is not needed any more. Nothing failed. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError'
}
