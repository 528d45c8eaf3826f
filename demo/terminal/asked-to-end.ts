// askedToEnd: waits until the terminal or the system asks the demo to end.

/** Resolves when the process is asked to end: Ctrl-C, a closed terminal, or whoever started it. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve())
  })
}
