// Progress: one line that says what a bench is doing, on stderr, so that results on stdout stay
// clean.

/** Says what is being done, and how much of it, from 0 to 1. */
export type Progress = (doing: string, share?: number) => void

const leastMilliseconds = 100

/**
 * Rewrites one line on a terminal; elsewhere writes a line for each new thing that is being done.
 */
export function createProgress(stream: NodeJS.WriteStream): {
  readonly show: Progress
  clear(): void
} {
  let last = ''
  let lastTime = Number.NEGATIVE_INFINITY
  const show: Progress = (doing, share) => {
    const now = performance.now()
    const isNew = doing !== last
    if (!stream.isTTY) {
      if (isNew) stream.write(`  … ${doing}\n`)
    } else if (isNew || now - lastTime >= leastMilliseconds) {
      const percent = share === undefined ? '' : ` ${Math.round(share * 100)} %`
      stream.write(`\r\x1b[K  … ${doing}${percent}`)
      lastTime = now
    }
    last = doing
  }
  return {
    show,
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[K')
      last = ''
    },
  }
}
