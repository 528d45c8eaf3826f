// ReadQueue: reads files as soon as something may have happened to them, each until it is at rest, none waiting for another.

import type { Milliseconds } from 'tickswap'
import type { Timers } from 'tickswap/hotreload'
import { errorCode } from '#disk'
import { nextRetry, type ReadRetry, retryDelay, retryReason } from './read-retry.ts'
import type { Sight } from './sight.ts'

export interface ReadQueue {
  /** Whether a file is being read now, or is about to be. One that is only waited for does not count. */
  readonly isReading: boolean
  /** ReadQueue at a file. What comes of it is seen later; several calls at once are one look. */
  at(file: string): void
  /** Resolves when no file is being read or waited for. */
  settled(): Promise<void>
  /** Ends all looks. Resolves when no file is open. */
  close(): Promise<void>
}

export interface ReadQueueOptions {
  readonly timers: Timers
  read(file: string): Promise<Sight>
  /** Takes what was found, at rest. */
  seen(file: string, sight: Sight): void
}

/** One file that is being looked at. */
interface Look {
  state: 'queued' | 'reading' | 'reading-again' | 'waiting'
  wait: ReadRetry | undefined
  cancelWait: () => void
}

/** Enough to keep the thread pool busy. It becomes less where the process may not open so many files. */
const MOST_AT_ONCE = 32
const idle = () => {}

export function createReadQueue({ timers, read, seen }: ReadQueueOptions): ReadQueue {
  const looks = new Map<string, Look>()
  let queue: string[] = []
  let reading = 0
  let mostAtOnce = MOST_AT_ONCE
  let isClosed = false
  let isStarting = false
  let wakeUps: (() => void)[] = []

  /** After all events of this turn of the event loop: those of one save come together. */
  function startSoon(): void {
    if (isStarting) return
    isStarting = true
    setImmediate(() => {
      isStarting = false
      while (reading < mostAtOnce && queue.length > 0) void readNext()
      wake()
    })
  }

  async function readNext(): Promise<void> {
    const file = queue.shift()
    const look = file === undefined ? undefined : looks.get(file)
    if (file === undefined || !look) return
    look.state = 'reading'
    reading++
    const sight = await read(file)
    reading--
    if (isShortOfFiles(sight)) mostAtOnce = Math.max(1, Math.floor(mostAtOnce / 2))
    if (!isClosed) conclude(file, look, sight)
    if (queue.length > 0) startSoon()
    wake()
  }

  function conclude(file: string, look: Look, sight: Sight): void {
    const isOutdated = look.state === 'reading-again'
    const delay = delayFor(look, sight)
    if (isOutdated) enqueue(file, look)
    else if (delay === undefined) looks.delete(file)
    else waitFor(file, look, delay)
    if (delay === undefined) seen(file, sight)
  }

  function delayFor(look: Look, sight: Sight): Milliseconds | undefined {
    const trouble = retryReason(sight, Date.now())
    look.wait = trouble && nextRetry(look.wait, trouble, timers.now())
    return look.wait && retryDelay(look.wait, timers.now())
  }

  function waitFor(file: string, look: Look, delay: Milliseconds): void {
    look.state = 'waiting'
    look.cancelWait = timers.after(delay, () => enqueue(file, look))
  }

  function enqueue(file: string, look: Look): void {
    look.cancelWait()
    look.cancelWait = idle
    look.state = 'queued'
    queue.push(file)
    startSoon()
  }

  function wake(): void {
    if (reading > 0 || (looks.size > 0 && !isClosed)) return
    const woken = wakeUps
    wakeUps = []
    for (const wakeUp of woken) wakeUp()
  }

  function rest(): Promise<void> {
    if (reading === 0 && (looks.size === 0 || isClosed)) return Promise.resolve()
    return new Promise((resolve) => wakeUps.push(resolve))
  }

  return {
    get isReading() {
      return reading > 0 || queue.length > 0
    },
    at(file) {
      if (isClosed) return
      const look = looks.get(file)
      if (look?.state === 'reading') look.state = 'reading-again'
      if (look?.state === 'waiting') enqueue(file, look)
      if (look) return
      const added: Look = { state: 'queued', wait: undefined, cancelWait: idle }
      looks.set(file, added)
      enqueue(file, added)
    },
    settled: rest,
    close() {
      isClosed = true
      queue = []
      for (const { cancelWait } of looks.values()) cancelWait()
      looks.clear()
      wake()
      return rest()
    },
  }
}

function isShortOfFiles(sight: Sight): boolean {
  if (sight.kind !== 'unsettled') return false
  const code = errorCode(sight.error)
  return code === 'EMFILE' || code === 'ENFILE'
}
