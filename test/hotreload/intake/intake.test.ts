// The intake: the first change starts at once, the newest text of a file wins, and what came
// together stays together.

import type { ScriptText } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import { createIntake, type Intake } from '#hotreload/core/intake/intake'
import type { Batch } from '#hotreload/core/intake/open-batch'

const WAIT = 100
const MAX_WAIT = 1_000

let time: number
let timer: { readonly due: number; readonly callback: () => void } | undefined
let intake: Intake
let started: { readonly batch: Batch; readonly finish: () => void }[]

beforeEach(() => {
  time = 0
  timer = undefined
  started = []
  intake = createIntake({
    wait: WAIT,
    maxWait: MAX_WAIT,
    process: (batch) => new Promise<void>((finish) => started.push({ batch, finish })),
    now: () => time,
    after(milliseconds, callback) {
      timer = { due: time + milliseconds, callback }
      return () => {
        timer = undefined
      }
    },
  })
})

/** Reports texts written as `a1`: version 1 of the script `a`. */
function add(...texts: string[]): void {
  intake.add(
    texts.map(
      (text): ScriptText => ({ id: text.slice(0, 1), file: `${text.slice(0, 1)}.ts`, text }),
    ),
  )
}

/** The same, after a time in which nothing came. */
function addLater(...texts: string[]): void {
  pass(WAIT)
  add(...texts)
}

/** Lets time go by. */
function pass(milliseconds: number): void {
  const end = time + milliseconds
  while (timer && timer.due <= end) {
    const { due, callback } = timer
    timer = undefined
    time = due
    callback()
  }
  time = end
}

function texts(index: number): string[] | undefined {
  return started[index]?.batch.changes.map((change) => ('text' in change ? change.text : 'gone'))
}

async function finish(index: number): Promise<void> {
  started[index]?.batch.claim()
  started[index]?.finish()
  await Promise.resolve()
  await Promise.resolve()
}

describe('the intake', () => {
  test('starts the first change at once', () => {
    add('a1')
    expect(texts(0)).toEqual(['a1'])
  })

  test('starts a change after a quiet time at once', async () => {
    add('a1')
    await finish(0)
    addLater('a2')
    expect(texts(1)).toEqual(['a2'])
  })

  test('keeps reports apart that came apart', async () => {
    add('a1')
    addLater('b1')
    addLater('c1')
    await finish(0)
    await finish(1)
    expect([texts(0), texts(1), texts(2)]).toEqual([['a1'], ['b1'], ['c1']])
  })

  test('replaces a text that waits', async () => {
    add('a1')
    started[0]?.batch.claim()
    addLater('b1')
    addLater('b2')
    await finish(0)
    expect(texts(1)).toEqual(['b2'])
  })

  test('supersedes the text that is being processed', () => {
    add('a1')
    addLater('a2')
    expect(started[0]?.batch.isSuperseded).toBe(true)
    expect(started[0]?.batch.claim()).toBe(false)
  })

  test('does not overtake a batch that is claimed', async () => {
    add('a1')
    started[0]?.batch.claim()
    addLater('a2')
    expect(started[0]?.batch.isSuperseded).toBe(false)
    await finish(0)
    expect(texts(1)).toEqual(['a2'])
  })

  test('takes along what else a superseded batch held, and its place in line', async () => {
    add('x1')
    started[0]?.batch.claim()
    addLater('a1', 'b1')
    addLater('c1')
    addLater('a2')
    await finish(0)
    expect(texts(1)?.sort()).toEqual(['a2', 'b1'])
    await finish(1)
    expect(texts(2)).toEqual(['c1'])
  })

  test('counts the time from the oldest text that a batch holds', () => {
    add('a1', 'b1')
    addLater('a2')
    const overtaker = started[0]?.batch.isSuperseded
    expect(overtaker).toBe(true)
    started[0]?.finish()
    return Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => expect(started[1]?.batch.since).toBe(0))
  })

  test('keeps to the newest of two texts of one report', () => {
    add('a1', 'a2')
    expect(texts(0)).toEqual(['a2'])
  })

  test('is settled once nothing is in line', async () => {
    add('a1')
    let isSettled = false
    const settled = intake.settled().then(() => {
      isSettled = true
    })
    await Promise.resolve()
    expect(isSettled).toBe(false)
    await finish(0)
    await settled
    expect(isSettled).toBe(true)
  })

  test('drops what is in line when it is closed, and takes nothing more', async () => {
    add('a1')
    addLater('b1')
    intake.close()
    add('c1')
    expect(started[0]?.batch.claim()).toBe(false)
    started[0]?.finish()
    await intake.settled()
    expect(started.length).toBe(1)
    expect(timer).toBeUndefined()
  })
})

describe('a burst', () => {
  test('of ten saves of one file in 300 ms is at most two reloads', async () => {
    for (let save = 0; save < 10; save++) {
      add(`a${save}`)
      if (save === 0) await finish(0)
      pass(33)
    }
    pass(WAIT)
    await finish(1)
    expect(started.length).toBe(2)
    expect(texts(1)).toEqual(['a9'])
  })

  test('of many files is one batch, together with the first one if that is not live yet', async () => {
    add('a1')
    pass(5)
    add('b1')
    pass(5)
    add('c1')
    started[0]?.finish()
    await Promise.resolve()
    expect(started.length).toBe(1)
    pass(WAIT)
    expect(texts(1)?.sort()).toEqual(['a1', 'b1', 'c1'])
  })

  test('goes on without the first file once that is live', async () => {
    add('a1')
    await finish(0)
    pass(5)
    add('b1')
    pass(5)
    add('c1')
    pass(WAIT)
    expect(texts(1)?.sort()).toEqual(['b1', 'c1'])
  })

  test('that never ends is taken after the longest wait', async () => {
    add('a0')
    await finish(0)
    for (let save = 1; time < MAX_WAIT + 2 * WAIT; save++) {
      pass(50)
      add(`a${save % 10}`)
    }
    expect(started.length).toBeGreaterThan(1)
  })

  test('is taken at once when it is flushed', async () => {
    add('a1')
    await finish(0)
    pass(5)
    add('b1')
    intake.flush()
    expect(texts(1)).toEqual(['b1'])
  })
})

describe('a batch under way', () => {
  /** `a1`, `b1`, …: twenty scripts. */
  const many = Array.from('abcdefghijklmnopqrst', (name) => `${name}1`)

  test('is superseded no more once its oldest text has waited for half a second', async () => {
    add('a1', 'b1')
    pass(499)
    add('a2')
    expect(started[0]?.batch.isSuperseded).toBe(true)
    started[0]?.finish()
    await Promise.resolve()
    expect(texts(1)?.sort()).toEqual(['a2', 'b1'])
    addLater('a3')
    expect(started[1]?.batch.isSuperseded).toBe(false)
    await finish(1)
    expect(texts(2)).toEqual(['a3'])
  })

  test('lets a small one go first, once, if it is large', async () => {
    add(...many)
    addLater('x1')
    expect(started[0]?.batch.isSuperseded).toBe(true)
    addLater('y1')
    started[0]?.finish()
    await Promise.resolve()
    expect(texts(1)).toEqual(['x1'])
    await finish(1)
    expect(texts(2)).toEqual(many)
    addLater('z1')
    expect(started[2]?.batch.isSuperseded).toBe(false)
    await finish(2)
    await finish(3)
    expect([texts(3), texts(4)]).toEqual([['y1'], ['z1']])
  })

  test('lets none go first that has to do with it', async () => {
    add(...many)
    pass(600)
    add('a2')
    expect(started[0]?.batch.isSuperseded).toBe(false)
    await finish(0)
    expect(texts(1)).toEqual(['a2'])
  })
})

describe('what comes apart, of scripts that change too often,', () => {
  const addApart = (...texts: string[]) =>
    intake.addApart(
      texts.map(
        (text): ScriptText => ({ id: text.slice(0, 1), file: `${text.slice(0, 1)}.ts`, text }),
      ),
    )

  test('supersedes nothing, and is superseded by nothing while it is under way', async () => {
    add('a1', 'b1')
    addApart('a2')
    expect(started[0]?.batch.isSuperseded).toBe(false)
    await finish(0)
    expect(texts(1)).toEqual(['a2'])
    addLater('a3')
    expect(started[1]?.batch.isSuperseded).toBe(false)
    await finish(1)
    expect(texts(2)).toEqual(['a3'])
  })

  test('belongs to no burst, and has its turn when nothing else is due', async () => {
    add('a1')
    await finish(0)
    pass(10)
    add('b1')
    addApart('f1')
    expect(texts(1)).toEqual(['f1'])
    addApart('f2', 'g2')
    pass(WAIT)
    await finish(1)
    expect(texts(2)).toEqual(['b1'])
    await finish(2)
    expect(texts(3)).toEqual(['f2', 'g2'])
  })

  test('never comes after a newer text of the script', async () => {
    add('x1')
    addLater('y1')
    addApart('f1', 'g1')
    addLater('f2')
    await finish(0)
    await finish(1)
    await finish(2)
    await finish(3)
    const all = started.map((_, index) => texts(index))
    expect(all).toEqual([['x1'], ['y1'], ['f2'], ['g1']])
  })

  test('is no reason to call the intake busy, and is one to call it unsettled', async () => {
    addApart('f1')
    await intake.idle()
    let isSettled = false
    const settled = intake.settled().then(() => {
      isSettled = true
    })
    await Promise.resolve()
    expect(isSettled).toBe(false)
    await finish(0)
    await settled
  })
})
