// The intake: the newest text of a file wins, and what came together stays together.

import { type Batch, createIntake, type Intake, type ScriptText } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'

let time: number
let intake: Intake
let started: { readonly batch: Batch; readonly finish: () => void }[]

beforeEach(() => {
  time = 0
  started = []
  const process = (batch: Batch) => new Promise<void>((finish) => started.push({ batch, finish }))
  intake = createIntake(process, () => time)
})

/** Reports texts written as `a1`: version 1 of the script `a`. */
function add(...texts: string[]): void {
  intake.add(
    texts.map((text): ScriptText => ({ id: text.slice(0, 1), file: `${text.slice(0, 1)}.ts`, text })),
  )
}

function texts(index: number): string[] | undefined {
  return started[index]?.batch.changes.map((change) => ('text' in change ? change.text : 'removed'))
}

async function finish(index: number): Promise<void> {
  started[index]?.finish()
  await Promise.resolve()
  await Promise.resolve()
}

describe('the intake', () => {
  test('starts the first change at once', () => {
    add('a1')
    expect(texts(0)).toEqual(['a1'])
  })

  test('replaces a text that waits, and keeps reports apart', async () => {
    add('a1')
    add('b1')
    add('c1')
    add('b2')
    await finish(0)
    await finish(1)
    expect([texts(1), texts(2), texts(3)]).toEqual([['b2'], ['c1'], undefined])
  })

  test('overtakes a text that is being processed', async () => {
    add('a1')
    add('a2')
    expect(started[0]?.batch.isOvertaken).toBe(true)
    expect(started[0]?.batch.claim()).toBe(false)
    await finish(0)
    expect(texts(1)).toEqual(['a2'])
  })

  test('lets nothing overtake a batch that is claimed', async () => {
    add('a1')
    expect(started[0]?.batch.claim()).toBe(true)
    add('a2')
    expect(started[0]?.batch.isOvertaken).toBe(false)
    await finish(0)
    expect(texts(1)).toEqual(['a2'])
  })

  test('keeps together what came together when a part of it is overtaken', async () => {
    time = 5
    add('a1', 'b1')
    time = 9
    add('b2', 'c1')
    await finish(0)
    expect(texts(1)?.sort()).toEqual(['a1', 'b2', 'c1'])
    expect(started[1]?.batch.since).toBe(5)
  })

  test('takes the last of two texts of one file in a report', () => {
    add('a1', 'a2')
    expect(texts(0)).toEqual(['a2'])
  })

  test('settles when nothing is in line', async () => {
    let settled = false
    add('a1')
    add('b1')
    const waiting = intake.settled().then(() => {
      settled = true
    })
    await finish(0)
    expect(settled).toBe(false)
    await finish(1)
    await waiting
    expect(settled).toBe(true)
  })

  test('drops everything when it is closed', async () => {
    add('a1')
    add('b1')
    intake.close()
    expect(started[0]?.batch.claim()).toBe(false)
    await finish(0)
    expect(texts(1)).toBeUndefined()
  })
})
