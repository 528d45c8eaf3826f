// tickerClock: a loop on Pixi's ticker, which is stepped by hand.

import { Ticker } from 'pixi.js'
import { createLoop } from 'tickswap'
import { tickerClock } from 'tickswap/pixi'
import { expect, test } from 'vitest'

test('a loop is stepped with the ticker, by as much as the ticker says', () => {
  const { ticker, deltas } = run()
  ticker.update(1000)
  ticker.update(1016)
  ticker.update(1036)
  expect(deltas).toEqual([expect.closeTo(0.016), expect.closeTo(0.02)])
})

test('the speed of the ticker is the speed of the game', () => {
  const { ticker, deltas } = run()
  ticker.update(1000)
  ticker.speed = 0.5
  ticker.update(1020)
  expect(deltas).toEqual([expect.closeTo(0.01)])
})

test('a closed loop leaves the ticker', () => {
  const { ticker, deltas, loop } = run()
  ticker.update(1000)
  loop.close()
  ticker.update(1016)
  expect(deltas).toEqual([])
  expect(ticker.count).toBe(0)
})

function run() {
  const ticker = new Ticker()
  ticker.autoStart = false
  const deltas: number[] = []
  const loop = createLoop({ clock: tickerClock(ticker), update: (delta) => deltas.push(delta) })
  return { ticker, deltas, loop }
}
