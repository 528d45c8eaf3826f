// errorMessage: what an unknown error says.

/** Its message, or itself as text. Scripts may throw what has none, such as a proxy that throws. */
export function errorMessage(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
  } catch {
    return 'an unknown value'
  }
}
