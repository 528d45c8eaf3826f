// WatcherState: the part of a watcher's state that every watcher keeps.

import type { Reason } from 'tickswap/hotreload'
import type { Timers } from 'tickswap/hotreload/adapters'
import { OverheadMeter } from '../time/overhead-meter.ts'
import type {
  WatcherListener,
  WatcherMode,
  WatcherReasonCode,
  WatcherStatus,
} from './script-watcher.ts'

/** Counts notifications, and passes them to the listener until the watcher ends. */
export class WatcherState {
  readonly meter: OverheadMeter
  readonly #mode: WatcherMode
  readonly #reason: Reason<WatcherReasonCode>
  #listener: WatcherListener | undefined
  #state: WatcherStatus['state'] = 'stopped'
  #notifications = 0
  #error: unknown

  constructor(mode: WatcherMode, reason: Reason<WatcherReasonCode>, timers: Timers) {
    this.#mode = mode
    this.#reason = reason
    this.meter = new OverheadMeter(timers.now)
  }

  get status(): WatcherStatus {
    return {
      mode: this.#mode,
      reason: this.#reason,
      state: this.#state,
      notifications: this.#notifications,
      overhead: this.meter.overhead,
      ...(this.#error !== undefined && { error: this.#error }),
    }
  }

  get isWatching(): boolean {
    return this.#state === 'watching'
  }

  begin(listener: WatcherListener): void {
    this.#listener = listener
    this.#state = 'starting'
    this.#notifications = 0
    this.#error = undefined
    this.meter.reset()
  }

  ready(): void {
    if (this.#state === 'starting') this.#state = 'watching'
  }

  end(): void {
    this.#listener = undefined
    this.#state = 'stopped'
  }

  changed(file: string): void {
    if (!this.#listener) return
    this.#notifications++
    this.#listener.changed(file)
  }

  removed(file: string): void {
    if (!this.#listener) return
    this.#notifications++
    this.#listener.removed(file)
  }

  /** Reports the first failure, and nothing after it. */
  fail(error: unknown): void {
    const listener = this.#listener
    if (!listener) return
    this.#listener = undefined
    this.#state = 'failed'
    this.#error = error
    listener.failed(error)
  }
}
