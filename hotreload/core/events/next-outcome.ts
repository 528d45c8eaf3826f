// The next outcome: waits for what becomes of the next change, with a time limit.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { EventStream } from './event-stream.ts'
import type { HotReloadEvent, OutcomeEvent } from './hot-reload-events.ts'

/**
 * Resolves with the next outcome that `events` emits.
 *
 * @throws TickswapError if none comes within `timeout`, or the events end.
 */
export async function nextOutcome(
  events: EventStream,
  timeout?: Milliseconds,
): Promise<OutcomeEvent> {
  const stream = events.stream()
  let isLate = false
  const timer =
    timeout !== undefined &&
    setTimeout(() => {
      isLate = true
      stream.return?.()
    }, timeout)
  try {
    for await (const event of stream) if (isOutcome(event)) return event
  } finally {
    clearTimeout(timer)
  }
  throw new TickswapError(
    isLate
      ? `No change was processed within ${timeout} ms.`
      : 'The hot reload was closed while a change was waited for.',
  )
}

function isOutcome(event: HotReloadEvent): event is OutcomeEvent {
  const { event: name } = event
  return name === 'published' || name === 'unchanged' || name === 'rejected' || name === 'removed'
}
