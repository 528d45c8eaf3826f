// createLoop and its clocks: beats in, updates of the right length out.

import { animationFrameClock, createLoop, manualClock, timerClock } from 'tickswap'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

const FRAME = 1000 / 60

describe('a variable step', () => {
  test('updates once per frame, as long as the frame was', () => {
    const { clock, deltas } = run({ step: 'variable' })
    clock.advance(16)
    clock.advance(20)
    expect(deltas).toEqual([0.016, 0.02])
  })

  test('does not jump after a minute in a hidden tab', () => {
    const { clock, deltas } = run({ maxDelta: 0.1 })
    clock.advance(60_000)
    expect(deltas).toEqual([0.1])
  })

  test('leaves out a frame that has no length', () => {
    const { clock, deltas, alphas } = run({})
    clock.advance(0)
    expect(deltas).toEqual([])
    expect(alphas).toEqual([])
  })
})

describe('a fixed step', () => {
  test('runs one update per frame when the display has its rate, whatever rounding does', () => {
    const { clock, deltas } = run({ step: { hz: 60 } })
    for (let frame = 1; frame <= 6000; frame++) {
      clock.advance(FRAME)
      expect(deltas.length).toBe(frame)
    }
  })

  test('runs as many updates as are due, and says how far the frame is into the next', () => {
    const { clock, deltas, alphas } = run({ step: { hz: 100 } })
    clock.advance(25)
    clock.advance(7.5)
    expect(deltas).toEqual([0.01, 0.01, 0.01])
    expect(alphas).toEqual([expect.closeTo(0.5), expect.closeTo(0.25)])
  })

  test('drops what it cannot catch up with, and keeps the part of a step that is left', () => {
    const { clock, deltas, alphas } = run({ step: { hz: 100, maxSteps: 4 }, maxDelta: 10 })
    clock.advance(1005)
    expect(deltas.length).toBe(4)
    expect(alphas).toEqual([expect.closeTo(0.5)])
    clock.advance(10)
    expect(deltas.length).toBe(5)
  })
})

describe('a loop', () => {
  test('stops in the middle of a frame when an update closes it', () => {
    const clock = manualClock()
    let updates = 0
    const loop = createLoop({
      clock,
      step: { hz: 100 },
      update() {
        updates++
        if (updates === 2) loop.close()
      },
      render: () => expect.unreachable('a closed loop draws nothing'),
    })
    clock.advance(50)
    clock.advance(50)
    expect(updates).toBe(2)
  })

  test('runs the next frame as usual after an update threw', () => {
    const clock = manualClock()
    const deltas: number[] = []
    createLoop({
      clock,
      update(delta) {
        deltas.push(delta)
        if (deltas.length === 1) throw new Error('from update')
      },
    })
    expect(() => clock.advance(10)).toThrow('from update')
    clock.advance(20)
    expect(deltas).toEqual([0.01, 0.02])
  })

  test('rejects rates and limits that are not more than 0', () => {
    const clock = manualClock()
    const update = () => {}
    expect(() => createLoop({ clock, step: { hz: 0 }, update })).toThrow('"hz" must be more than 0')
    expect(() => createLoop({ clock, step: { hz: 60, maxSteps: 0 }, update })).toThrow('"maxSteps"')
    expect(() => createLoop({ clock, maxDelta: Number.NaN, update })).toThrow('"maxDelta"')
    expect(() => timerClock({ hz: -1 })).toThrow('"hz" must be more than 0')
  })
})

test('a timer clock ticks with the time that it is given, and can be stopped', () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  let time = 0
  const beats: number[] = []
  const stop = timerClock({ hz: 1000, now: () => time++ }).start((now) => {
    beats.push(now)
    if (beats.length === 3) stop()
  })
  vi.advanceTimersByTime(1_000)
  expect(beats).toHaveLength(3)
  expect(beats).toEqual([...beats].sort((a, b) => a - b))
  expect(vi.getTimerCount()).toBe(0)
})

test('an animation-frame clock asks for the next frame first, and takes it back when stopped', () => {
  const asked = new Map<number, (now: number) => void>()
  let handles = 0
  const stop = animationFrameClock({
    requestAnimationFrame: (callback) => {
      asked.set(++handles, callback)
      return handles
    },
    cancelAnimationFrame: (handle) => asked.delete(handle),
  }).start(() => {
    throw new Error('from the game')
  })
  expect(() => asked.get(1)?.(16)).toThrow('from the game')
  expect([...asked.keys()]).toEqual([1, 2])
  stop()
  expect([...asked.keys()]).toEqual([1])
})

function run(options: Omit<Parameters<typeof createLoop>[0], 'clock' | 'update' | 'render'>) {
  const clock = manualClock()
  const deltas: number[] = []
  const alphas: number[] = []
  createLoop({
    clock,
    ...options,
    update: (delta) => deltas.push(delta),
    render: (alpha) => alphas.push(alpha),
  })
  return { clock, deltas, alphas }
}
