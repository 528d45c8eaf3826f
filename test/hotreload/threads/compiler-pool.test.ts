// The compiler pool: lines, limits, crashes, retries and the end, with threads and time that the
// test steps.

import { TickswapError } from 'tickswap'
import {
  type CompileRetry,
  type CompilerPoolSettings,
  createCompilerPool,
  SupersededError,
} from 'tickswap/hotreload/adapters'
import { afterEach, describe, expect, test } from 'vitest'
import { type SteppedTimers, settle, steppedTimers } from '../time/stepped-timers.ts'
import { requestOf, resultOf, type ScriptedThreads, scriptedThreads } from './scripted-threads.ts'

const crash = new Error('The thread crashed.')

let threads: ScriptedThreads = scriptedThreads()
let timers: SteppedTimers = steppedTimers()

function createPool(settings: CompilerPoolSettings = {}, canStart?: () => boolean) {
  threads = scriptedThreads(canStart)
  timers = steppedTimers()
  return createCompilerPool({ ...settings, name: 'test compiler', start: threads.start, timers })
}

/** Lets every question be answered, one after the other, until none is left. */
async function answerAll(): Promise<void> {
  for (let round = 0; round < 50; round++) {
    await settle()
    for (const thread of threads.started) thread.answer()
  }
}

afterEach(() => {
  expect(timers.pending).toBe(0)
})

describe('requests', () => {
  test('start a thread when the first one comes, and share it', async () => {
    const pool = createPool()
    expect(threads.started).toHaveLength(0)
    const compiling = ['a', 'b'].map((id) => pool.compile(requestOf(id)))
    await answerAll()
    expect(await Promise.all(compiling)).toEqual([
      resultOf(requestOf('a')),
      resultOf(requestOf('b')),
    ])
    expect(threads.started).toHaveLength(1)
  })

  test('are asked one at a time, in the order in which they came', async () => {
    const pool = createPool()
    const compiling = ['a', 'b', 'c'].map((id) => pool.compile(requestOf(id)))
    await settle()
    expect(threads.newest().asked).toEqual(['a'])
    threads.newest().answer()
    await settle()
    expect(threads.newest().asked).toEqual(['a', 'b'])
    await answerAll()
    await Promise.all(compiling)
    expect(threads.newest().asked).toEqual(['a', 'b', 'c'])
  })

  test('spread over as many threads as there may be', async () => {
    const pool = createPool({ threads: 3 })
    const compiling = ['a', 'b', 'c', 'd'].map((id) => pool.compile(requestOf(id)))
    await settle()
    expect(threads.started.map(({ asked }) => asked)).toEqual([['a'], ['b'], ['c']])
    threads.started[1]?.answer()
    await settle()
    expect(threads.started.map(({ asked }) => asked)).toEqual([['a'], ['b', 'd'], ['c']])
    await answerAll()
    await Promise.all(compiling)
  })

  test('one after the other need one thread, however many there may be', async () => {
    const pool = createPool({ threads: 3 })
    for (const id of ['a', 'b', 'c']) {
      const compiling = pool.compile(requestOf(id))
      await answerAll()
      await compiling
    }
    expect(threads.started).toHaveLength(1)
  })
})

describe('warming up', () => {
  test('starts every thread once', async () => {
    const pool = createPool({ threads: 2 })
    const warming = [pool.warmUp(), pool.warmUp()]
    await answerAll()
    await Promise.all(warming)
    expect(threads.started).toHaveLength(2)
  })

  test('is tried again too, and no script is reported', async () => {
    const pool = createPool()
    const retries: CompileRetry[] = []
    pool.onRetry?.((retry) => retries.push(retry))
    const warming = pool.warmUp()
    await settle()
    threads.newest().fail(crash)
    await timers.advance(50)
    threads.newest().answer()
    await warming
    expect(threads.started).toHaveLength(2)
    expect(retries).toEqual([])
  })
})

describe('a thread', () => {
  test('that crashes is replaced, and the request is tried again', async () => {
    const pool = createPool()
    const compiling = pool.compile(requestOf('a'))
    await settle()
    threads.newest().die(crash)
    await timers.advance(50)
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
    expect(threads.started.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  test('that crashes while it is idle is replaced at the next request', async () => {
    const pool = createPool()
    const compiling = pool.compile(requestOf('a'))
    await answerAll()
    await compiling
    threads.newest().die(crash)
    const next = pool.compile(requestOf('b'))
    await answerAll()
    expect(await next).toEqual(resultOf(requestOf('b')))
    expect(threads.started.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  test('that cannot answer is replaced: who knows what state it is in', async () => {
    const pool = createPool()
    const compiling = pool.compile(requestOf('a'))
    await settle()
    threads.newest().fail(crash)
    await timers.advance(50)
    threads.newest().answer()
    await compiling
    expect(threads.started.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  test('that crashes twice, or after it was replaced, does no harm', async () => {
    const pool = createPool()
    const compiling = pool.compile(requestOf('a'))
    await settle()
    const [first] = threads.started
    first?.die(crash)
    first?.die(crash)
    await timers.advance(50)
    first?.die(crash)
    first?.answer()
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
    expect(threads.started).toHaveLength(2)
  })

  test('that cannot be started is tried again', async () => {
    let starts = 0
    const pool = createPool({}, () => ++starts > 2)
    const compiling = pool.compile(requestOf('a'))
    await timers.advance(250)
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
  })
})

describe('the time limit', () => {
  async function warmPool() {
    const pool = createPool({ timeLimit: 1_000, startLimit: 5_000 })
    const warming = pool.warmUp()
    await answerAll()
    await warming
    return pool
  }

  test('ends a thread that does not answer, and not a moment earlier', async () => {
    const pool = await warmPool()
    const compiling = pool.compile(requestOf('a'))
    await timers.advance(999)
    expect(threads.newest().isEnded).toBe(false)
    await timers.advance(1)
    expect(threads.newest().isEnded).toBe(true)
    await timers.advance(50)
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
  })

  test('is over for no thread whose answer is there, and was not heard before', async () => {
    const pool = await warmPool()
    const compiling = pool.compile(requestOf('a'))
    await settle()
    // Both are due when a busy page, or one that was stopped in a debugger, goes on.
    timers.after(1_000, () => threads.newest().answer())
    await timers.advance(1_000)
    expect(threads.newest().isEnded).toBe(false)
    expect(await compiling).toEqual(resultOf(requestOf('a')))
  })

  test('is longer for the first answer of each thread', async () => {
    const pool = await warmPool()
    const compiling = pool.compile(requestOf('a'))
    await timers.advance(1_000 + 50)
    expect(threads.started).toHaveLength(2)
    await timers.advance(5_999)
    expect(threads.newest().isEnded).toBe(false)
    await timers.advance(1)
    expect(threads.newest().isEnded).toBe(true)
    await timers.advance(200)
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
  })

  test('counts from when the thread is asked, not from when the request came', async () => {
    const pool = await warmPool()
    const compiling = ['a', 'b'].map((id) => pool.compile(requestOf(id)))
    await timers.advance(900)
    threads.newest().answer()
    await timers.advance(900)
    threads.newest().answer()
    await Promise.all(compiling)
    expect(threads.started).toHaveLength(1)
  })
})

describe('a request that fails', () => {
  test('is tried again after growing delays, and then fails and says why', async () => {
    const pool = createPool()
    const failing = expect(pool.compile(requestOf('npc/wander'))).rejects.toMatchObject({
      message:
        'The test compiler could not compile "npc/wander" in 4 attempts. The last one: The thread crashed.',
      cause: crash,
    })
    const starts: number[] = []
    for (const delay of [0, 50, 200, 800]) {
      await timers.advance(delay - 1)
      starts.push(threads.started.length)
      await timers.advance(1)
      starts.push(threads.started.length)
      threads.newest().die(crash)
    }
    await failing
    expect(starts).toEqual([1, 1, 1, 2, 2, 3, 3, 4])
    await pool.close()
  })

  test('tells each time that it will be tried again, but not the last time', async () => {
    const pool = createPool({ retryDelays: [10, 20] })
    const retries: CompileRetry[] = []
    const forget = pool.onRetry?.((retry) => retries.push(retry))
    const failing = expect(pool.compile(requestOf('a'))).rejects.toThrow('in 3 attempts')
    for (const delay of [0, 10, 20]) {
      await timers.advance(delay)
      threads.newest().die(crash)
    }
    await failing
    expect(retries).toEqual([
      { id: 'a', attempt: 1, delay: 10, error: crash },
      { id: 'a', attempt: 2, delay: 20, error: crash },
    ])
    forget?.()
  })

  test('is tried again even if a listener throws', async () => {
    const pool = createPool()
    pool.onRetry?.(() => {
      throw new Error('A listener of the test throws.')
    })
    const compiling = pool.compile(requestOf('a'))
    await settle()
    threads.newest().die(crash)
    await timers.advance(50)
    threads.newest().answer()
    expect(await compiling).toEqual(resultOf(requestOf('a')))
  })

  test('lets those behind it go first, and takes none of them down', async () => {
    const pool = createPool()
    const failing = expect(pool.compile(requestOf('killer'))).rejects.toThrow('in 4 attempts')
    const others = Array.from({ length: 20 }, (_, index) =>
      pool.compile(requestOf(`script ${index}`)),
    )
    for (let step = 0; step < 200; step++) {
      await timers.advance(10)
      const thread = threads.newest()
      if (thread.asked.at(-1) === 'killer' && !thread.isEnded) thread.die(crash)
      else thread.answer()
    }
    await failing
    expect((await Promise.all(others)).every(({ ok }) => ok)).toBe(true)
    expect(threads.started.flatMap(({ asked }) => asked).slice(0, 3)).toEqual([
      'killer',
      'script 0',
      'script 1',
    ])
  })
})

describe('a request that was superseded', () => {
  test('is not begun any more', async () => {
    const pool = createPool()
    const overtaking = new AbortController()
    const first = pool.compile(requestOf('a'))
    const older = expect(pool.compile(requestOf('b', 'old'), overtaking.signal)).rejects.toThrow(
      SupersededError,
    )
    const newer = pool.compile(requestOf('b', 'new'))
    overtaking.abort()
    await older
    await answerAll()
    await first
    expect(await newer).toEqual(resultOf(requestOf('b', 'new')))
    expect(threads.newest().asked).toEqual(['a', 'b'])
  })

  test('rejects at once, and leaves the thread at it to answer the next one', async () => {
    const pool = createPool()
    const overtaking = new AbortController()
    const older = expect(pool.compile(requestOf('a', 'old'), overtaking.signal)).rejects.toThrow(
      'A newer text superseded the request to compile "a" (test compiler).',
    )
    await settle()
    overtaking.abort()
    await older
    const newer = pool.compile(requestOf('a', 'new'))
    await answerAll()
    expect(await newer).toEqual(resultOf(requestOf('a', 'new')))
    expect(threads.started).toHaveLength(1)
  })

  test('is not tried again', async () => {
    const pool = createPool()
    const overtaking = new AbortController()
    const older = expect(pool.compile(requestOf('a'), overtaking.signal)).rejects.toThrow(
      SupersededError,
    )
    await settle()
    threads.newest().die(crash)
    await settle()
    overtaking.abort()
    await older
    await timers.advance(1_000)
    expect(threads.started).toHaveLength(1)
  })

  test('before it came is rejected', async () => {
    const pool = createPool()
    await expect(pool.compile(requestOf('a'), AbortSignal.abort())).rejects.toThrow(SupersededError)
    expect(threads.started).toHaveLength(0)
  })
})

describe('closing', () => {
  test('rejects what is under way, in line or about to be tried again, and ends the threads', async () => {
    const pool = createPool({ threads: 2 })
    const retrying = pool.compile(requestOf('retrying'))
    await settle()
    threads.newest().die(crash)
    await settle()
    const all = [
      retrying,
      ...['a', 'b', 'in line'].map((id) => pool.compile(requestOf(id))),
      pool.warmUp(),
    ]
    const rejecting = all.map((one) => expect(one).rejects.toThrow('The test compiler was closed.'))
    await settle()
    await pool.close()
    await Promise.all(rejecting)
    expect(timers.pending).toBe(0)
    expect(threads.started).toHaveLength(3)
    expect(threads.started.every(({ isEnded }) => isEnded)).toBe(true)
  })

  test('rejects what comes later, and may be done twice', async () => {
    const pool = createPool()
    await Promise.all([pool.close(), pool.close()])
    await expect(pool.compile(requestOf('a'))).rejects.toThrow('The test compiler is closed.')
    await expect(pool.warmUp()).rejects.toThrow('The test compiler is closed.')
    expect(threads.started).toHaveLength(0)
  })
})

test('a thread that failed is let go, and what came of its end', async () => {
  const ends: WeakRef<object>[] = []
  const end: () => void = () => {
    const answer = { bulk: new Array(100).fill(0) }
    ends.push(new WeakRef(answer))
    return Promise.resolve(answer)
  }
  const fail = () => Promise.reject(new Error('broken'))
  const start = () => ({ service: { compile: fail, warmUp: fail }, end })
  const pool = createCompilerPool({ name: 'test compiler', start, retryDelays: [] })
  for (let thread = 0; thread < 100; thread++) await expect(pool.warmUp()).rejects.toThrow('broken')
  await settle()
  globalThis.gc?.()
  expect(ends).toHaveLength(100)
  expect(ends.filter((answer) => answer.deref()).length).toBeLessThanOrEqual(1)
})

describe('settings', () => {
  test.each<[CompilerPoolSettings, RegExp]>([
    [{ threads: 0 }, /one thread or more, and 0 were asked for/],
    [{ threads: 1.5 }, /one thread or more, and 1.5 were asked for/],
    [{ timeLimit: 0 }, /its limit was set to 0 ms/],
    [{ timeLimit: Number.NaN }, /its limit was set to NaN ms/],
    [{ startLimit: -1 }, /its limit was set to -1 ms/],
  ])('%o are refused', (settings, message) => {
    const create = () => createPool(settings)
    expect(create).toThrow(TickswapError)
    expect(create).toThrow(message)
  })
})
