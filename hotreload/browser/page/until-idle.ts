// untilIdle: waits until the page has nothing else to do.

const LONGEST_WAIT_MILLISECONDS = 2_000

/**
 * Resolves in an idle moment, after two seconds at the latest. In browsers that do not report idle
 * moments (Safari) it resolves in a later task.
 */
export function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MILLISECONDS })
    } else {
      setTimeout(resolve)
    }
  })
}
