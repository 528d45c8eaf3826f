// The read queue: reads files at once when they may have changed, each until it is stable.

import type { Milliseconds } from 'tickswap'
import type { Timers } from 'tickswap/hotreload/adapters'
import { errorCode } from '#disk'
import { nextRetry, type ReadRetry, retryDelay, retryReason } from './read-retry.ts'
import type { Sight } from './sight.ts'

export interface ReadQueue {
  /** Whether a file is being read or queued. One that waits for a retry does not count. */
  readonly isReading: boolean
  /** Has a file read. The result comes later; several calls at once are one read. */
  add(file: string): void
  /** Resolves when no file is being read, queued or waiting. */
  settled(): Promise<void>
  /** Ends all reads. Resolves when no file is open. */
  close(): Promise<void>
}

interface ReadQueueOptions {
  readonly timers: Timers
  read(file: string): Promise<Sight>
  /** Takes the result for a file, once it is stable. */
  done(file: string, sight: Sight): void
}

/** A file on its way through the queue. Files do not wait for each other. */
interface QueuedFile {
  state: 'queued' | 'reading' | 'reading-again' | 'waiting'
  retry: ReadRetry | undefined
  cancelRetry: () => void
}

/** Enough to keep the thread pool busy. It shrinks where the process may not open so many files. */
const MAX_READS_AT_ONCE = 32
const idle = () => {}

export function createReadQueue({ timers, read, done }: ReadQueueOptions): ReadQueue {
  const files = new Map<string, QueuedFile>()
  let queue: string[] = []
  let reading = 0
  let maxReading = MAX_READS_AT_ONCE
  let isClosed = false
  let isStarting = false
  let onSettled: (() => void)[] = []

  /** After all pending events of the event loop: those of one save come together. */
  function startSoon(): void {
    if (isStarting) return
    isStarting = true
    setImmediate(() => {
      isStarting = false
      while (reading < maxReading && queue.length > 0) void readNext()
      checkSettled()
    })
  }

  async function readNext(): Promise<void> {
    const file = queue.shift()
    const queued = file === undefined ? undefined : files.get(file)
    if (file === undefined || !queued) return
    queued.state = 'reading'
    reading++
    const sight = await read(file)
    reading--
    if (hasTooManyOpen(sight)) maxReading = Math.max(1, Math.floor(maxReading / 2))
    if (!isClosed) conclude(file, queued, sight)
    if (queue.length > 0) startSoon()
    checkSettled()
  }

  function conclude(file: string, queued: QueuedFile, sight: Sight): void {
    const isOutdated = queued.state === 'reading-again'
    const delay = delayFor(queued, sight)
    if (isOutdated) enqueue(file, queued)
    else if (delay === undefined) files.delete(file)
    else waitFor(file, queued, delay)
    if (delay === undefined) done(file, sight)
  }

  function delayFor(queued: QueuedFile, sight: Sight): Milliseconds | undefined {
    const reason = retryReason(sight, Date.now())
    queued.retry = reason && nextRetry(queued.retry, reason, timers.now())
    return queued.retry && retryDelay(queued.retry, timers.now())
  }

  function waitFor(file: string, queued: QueuedFile, delay: Milliseconds): void {
    queued.state = 'waiting'
    queued.cancelRetry = timers.after(delay, () => enqueue(file, queued))
  }

  function enqueue(file: string, queued: QueuedFile): void {
    queued.cancelRetry()
    queued.cancelRetry = idle
    queued.state = 'queued'
    queue.push(file)
    startSoon()
  }

  function isSettled(): boolean {
    return reading === 0 && (files.size === 0 || isClosed)
  }

  function checkSettled(): void {
    if (!isSettled()) return
    const waiting = onSettled
    onSettled = []
    for (const resolve of waiting) resolve()
  }

  function settled(): Promise<void> {
    if (isSettled()) return Promise.resolve()
    return new Promise((resolve) => onSettled.push(resolve))
  }

  return {
    get isReading() {
      return reading > 0 || queue.length > 0
    },
    add(file) {
      if (isClosed) return
      const queued = files.get(file)
      if (queued?.state === 'reading') queued.state = 'reading-again'
      if (queued?.state === 'waiting') enqueue(file, queued)
      if (queued) return
      const added: QueuedFile = { state: 'queued', retry: undefined, cancelRetry: idle }
      files.set(file, added)
      enqueue(file, added)
    },
    settled,
    close() {
      isClosed = true
      queue = []
      for (const { cancelRetry } of files.values()) cancelRetry()
      files.clear()
      checkSettled()
      return settled()
    },
  }
}

function hasTooManyOpen(sight: Sight): boolean {
  if (sight.kind !== 'unsettled') return false
  const code = errorCode(sight.error)
  return code === 'EMFILE' || code === 'ENFILE'
}
