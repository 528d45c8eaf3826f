// Loop: turns a clock's ticks into updates of a fixed or a variable length.

import type { Milliseconds, Seconds } from '../base/duration.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Clock } from './clock.ts'

/** Updates of a fixed length, as many as are due. */
export interface FixedStep {
  /** Updates per second of game time. */
  readonly hz: number
  /** The most updates in one frame; what is due beyond them is dropped. Default 8. */
  readonly maxSteps?: number
}

/** What `createLoop` takes. */
export interface LoopOptions {
  readonly clock: Clock
  /** One update as long as the frame was, or updates of a fixed length. Default `'variable'`. */
  readonly step?: 'variable' | FixedStep
  /** The longest that a frame counts, so that hidden tabs do not jump. Default 0.25 s. */
  readonly maxDelta?: Seconds
  /** Steps the game, usually `behaviours.step(delta)`. */
  update(delta: Seconds): void
  /**
   * Draws the game, once per frame. `alpha` is the frame's position between the last two updates,
   * from 0 to 1: draw `before + (after - before) * alpha`. With a variable step it is always 1.
   */
  render?(alpha: number): void
}

/** A running loop. */
export interface Loop {
  /** Stops the loop. May be called from within `update` or `render`. */
  close(): void
}

/** A step that is missed by this fraction runs all the same: it may be due to rounding. */
const ROUNDING = 0.001

/**
 * Runs a game on a clock. The first tick only records the time. If `update` throws, the exception
 * reaches the clock, and the next frame runs as usual.
 *
 * The fixed step is Glenn Fiedler's "Fix Your Timestep!" (2004). Use it for games that must run the
 * same on every machine, such as lockstep or physics. For others the variable step is smoother.
 *
 * @throws TickswapError if a rate or a limit is out of range.
 */
export function createLoop(options: LoopOptions): Loop {
  const { clock, step = 'variable', maxDelta = 0.25 } = options
  if (!(maxDelta > 0))
    throw new TickswapError(`createLoop: "maxDelta" must be more than 0, not ${maxDelta}.`)
  let last: Milliseconds | undefined
  let closed = false
  const advance =
    step === 'variable' ? variableStep(options) : fixedStep(options, step, () => closed)

  const stop = clock.start((now) => {
    const delta = last === undefined ? 0 : Math.min(maxDelta, (now - last) / 1000)
    last = now
    if (closed || delta <= 0) return
    const alpha = advance(delta)
    if (!closed) options.render?.(alpha)
  })

  return {
    close() {
      closed = true
      stop()
    },
  }
}

/** Runs the updates of one frame. Returns its position between the last two, from 0 to 1. */
type Advance = (delta: Seconds) => number

function variableStep(options: LoopOptions): Advance {
  return (delta) => {
    options.update(delta)
    return 1
  }
}

function fixedStep(
  options: LoopOptions,
  { hz, maxSteps = 8 }: FixedStep,
  isClosed: () => boolean,
): Advance {
  if (!(hz > 0)) throw new TickswapError(`createLoop: "hz" must be more than 0, not ${hz}.`)
  if (!(maxSteps >= 1))
    throw new TickswapError(`createLoop: "maxSteps" must be 1 or more, not ${maxSteps}.`)
  const length = 1 / hz
  const enough = length * (1 - ROUNDING)
  let due = 0
  return (delta) => {
    due += delta
    for (let steps = 0; due >= enough && !isClosed(); steps++) {
      if (steps === maxSteps) {
        due %= length
        break
      }
      due -= length
      options.update(length)
    }
    return Math.min(1, Math.max(0, due / length))
  }
}
