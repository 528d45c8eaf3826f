// isStackOverflow: whether an error says that a thread has run out of stack.

/** Chromium and Safari throw a `RangeError`, Firefox an `InternalError`. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack size|too much recursion/.test(error.message)
}
