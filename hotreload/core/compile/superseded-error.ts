// SupersededError: what a compile rejects with that nobody wants any more.

/** Whoever asked does not want the answer any more, since a newer text of the script came in. Nothing has gone wrong. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError'
}
