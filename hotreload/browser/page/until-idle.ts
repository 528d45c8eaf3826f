// idle: waits until the page has nothing better to do.

const LONGEST_WAIT_MILLISECONDS = 2_000

/** Resolves in an idle moment, at the latest after two seconds; where the page cannot tell, in a later task. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MILLISECONDS })
    } else {
      setTimeout(resolve)
    }
  })
}
