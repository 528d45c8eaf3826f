// The flood gate: what is held, for how long, and in which order it is released.

import type { ScriptText } from 'tickswap/hotreload/adapters'
import { beforeEach, expect, test } from 'vitest'
import { FloodGate } from '#hotreload/core/intake/flood-gate'
import { TokenBucket } from '#hotreload/core/intake/token-bucket'
import { type SteppedTimers, steppedTimers } from '../time/stepped-timers.ts'

const limits = {
  script: { burst: 2, perSecond: 2 },
  source: { burst: 10, perSecond: 10 },
  all: { burst: 100, perSecond: 100 },
}

let timers: SteppedTimers
let gate: FloodGate
let admitted: string[]
let released: string[]
let floods: number

beforeEach(() => start())

function start(changed: Partial<typeof limits> = {}): void {
  const all = { ...limits, ...changed }
  timers = steppedTimers()
  admitted = []
  released = []
  floods = 0
  gate = new FloodGate({
    limits: all,
    all: new TokenBucket(all.all, timers.now()),
    timers,
    admit: (changes) => admitted.push(changes.map(textOf).join(' ')),
    release: (changes) => released.push(changes.map(textOf).join(' ')),
    flooded: () => {
      floods += 1
    },
  })
}

const textOf = (change: object) => ('text' in change ? String(change.text) : 'none')

/** Texts written as `a1`: version 1 of the script `a`. */
function take(...texts: string[]): void {
  gate.take(
    texts.map(
      (text): ScriptText => ({ id: text.slice(0, 1), file: `${text.slice(0, 1)}.ts`, text }),
    ),
  )
}

test('the first text of a script costs nothing', () => {
  start({ source: { burst: 1, perSecond: 1 } })
  take('a1', 'b1', 'c1')
  take('d1', 'e1')
  take('a2')
  expect(admitted).toEqual(['a1 b1 c1', 'd1 e1', 'a2'])
  take('b2')
  expect(admitted.length).toBe(3)
})

test('a script that changes too often is held alone, and its newest text is released', async () => {
  for (const text of ['a1', 'a2', 'a3']) take(text)
  take('a4', 'b1')
  take('a5')
  expect(admitted).toEqual(['a1', 'a2', 'a3', 'b1'])
  await timers.advance(449)
  expect(released).toEqual([])
  await timers.advance(150)
  expect(released).toEqual(['a5'])
  expect([gate.isHolding, floods, timers.pending]).toEqual([false, 1, 0])
})

test('a report is held whole where the source has no token left', async () => {
  start({ source: { burst: 2, perSecond: 1 }, script: { burst: 9, perSecond: 9 } })
  take('a1', 'b1')
  take('a2', 'b2')
  take('a3', 'b3', 'c1')
  expect(admitted).toEqual(['a1 b1', 'a2 b2'])
  take('b4')
  await timers.advance(1_000)
  expect(admitted).toEqual(['a1 b1', 'a2 b2', 'a3 b4 c1'])
})

test('what was let through longest ago is released first, and what floods last', async () => {
  start({ source: { burst: 4, perSecond: 4 }, script: { burst: 1, perSecond: 100 } })
  take('a1')
  await timers.advance(50)
  take('b1', 'f1')
  await timers.advance(50)
  take('b2', 'f2')
  take('f3')
  await timers.advance(50)
  expect(released).toEqual(['f3'])
  take('a2')
  await timers.advance(50)
  take('b3')
  await timers.advance(20)
  take('a3')
  expect(admitted).toEqual(['a1', 'b1 f1', 'b2 f2', 'a2'])
  await timers.advance(500)
  expect(admitted.slice(4)).toEqual(['b3', 'a3'])
})

test('a flood is reported once, and the next one again', async () => {
  const flood = async (texts: number) => {
    for (let text = 0; text < texts; text++) {
      take(`a${text}`)
      await timers.advance(20)
    }
  }
  await flood(100)
  expect(floods).toBe(1)
  await timers.advance(6_000)
  await flood(10)
  expect(floods).toBe(2)
})

test('a flush releases everything, and a closed gate nothing', async () => {
  for (const text of ['a1', 'a2', 'a3', 'a4']) take(text)
  gate.flush()
  expect([released, gate.isHolding]).toEqual([['a4'], false])
  await gate.empty()
  take('a5')
  gate.close()
  await timers.advance(5_000)
  expect(released).toEqual(['a4'])
})
