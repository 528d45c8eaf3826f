// Loop: turns a clock's beats into updates of a fixed or a variable length.

import type { Milliseconds, Seconds } from '../base/duration.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Clock } from './clock.ts'

/** Updates of one length, as many as have become due. */
export interface FixedStep {
  /** Updates per second of game time. */
  readonly hz: number
  /** At most so many updates in one frame; what is due beyond them is dropped. Default 8. */
  readonly maxSteps?: number
}

/** What `createLoop` takes. */
export interface LoopOptions {
  readonly clock: Clock
  /** One update per frame, as long as the frame was, or updates of a fixed length. Default `'variable'`. */
  readonly step?: 'variable' | FixedStep
  /** The longest a frame may count: a tab that was hidden for a minute does not jump. Default 0.25 s. */
  readonly maxDelta?: Seconds
  /** Steps the game, usually `behaviours.step(delta)`. */
  update(delta: Seconds): void
  /**
   * Draws the game, once per frame. `alpha`, from 0 to 1, is how far the frame stands between the last two
   * updates: draw `before + (after - before) * alpha`. With a variable step it is always 1.
   */
  render?(alpha: number): void
}

/** A running loop. */
export interface Loop {
  /** Stops it, also from within `update` or `render`. */
  close(): void
}

/** A frame that rounding left this much short of a step, as a part of the step, still runs it. */
const ROUNDING = 0.001

/**
 * Runs a game on a clock. The first beat only notes the time. If `update` throws, the exception goes to
 * whoever beats the clock, and the next frame runs as usual.
 *
 * The fixed step is Glenn Fiedler's "Fix Your Timestep!" (2004). Take it for games that must come out the
 * same on every machine, such as lockstep and physics; the variable step is smoother for all others.
 *
 * @throws TickswapError if a rate or a limit is not more than 0.
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

/** Runs the updates of one frame, and says how far it stands between the last two. */
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
