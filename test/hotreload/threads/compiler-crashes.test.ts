// Compile threads die and hang for real, while edits flow: every edit ends live or is reported,
// none is lost or doubled.

import type { Worker } from 'node:worker_threads'
import type { CompileRetry } from 'tickswap/hotreload/adapters'
import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { Random } from '../../engine/fuzz/random.ts'
import { PATIENCE } from '../../patience.ts'
import { Position } from '../game/components.ts'
import { startGame } from '../game/start-game.ts'
import { type WatchedThreads, watchThreads } from './watched-threads.ts'

const { DEATH_SEED } = process.env
const SEED = Number(DEATH_SEED ?? Math.floor(Math.random() * 1e9))
/** More are made for as long as there are threads to kill. */
const LEAST_EDITS = 150
const KILLS = 8
const LONGEST_LIFE_MILLISECONDS = 700
/** More than there are threads: each of them always has something to do. */
const AT_ONCE = 6
/** A request may meet many deaths here. */
const manyDelays = Array.from({ length: 30 }, () => 5)
/** Threads that start slowly are not what is tested here. */
const startLimit = PATIENCE

const HANGING = 'tickswap-test-hanging'
const hangingThread = threadUrl(`if (!text.includes("hang here")) return
  new BroadcastChannel(${JSON.stringify(HANGING)}).postMessage('It hangs.')
  for (;;);`)
const mortalThread = threadUrl('if (text.includes("die here")) process.exit(7)')

let threads: WatchedThreads

beforeEach(() => {
  threads = watchThreads()
})

afterEach(() => threads.stop())

/** The true thread, which then does something else with what it is asked, before it can answer. */
function threadUrl(onText: string): URL {
  const entry = new URL('../../../hotreload/node/compile/node-compile-thread.js', import.meta.url)
  const script = `import { parentPort } from 'node:worker_threads'
await import(${JSON.stringify(entry)})
parentPort.on('message', (message) => {
  const text = JSON.stringify(message)
  ${onText}
})`
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`)
}

function requestOf(id: string, text: string) {
  return { id, file: `${id}.ts`, text }
}

describe(`threads that are killed at random moments (DEATH_SEED=${SEED})`, () => {
  test('lose no request and answer none with the result of another', async () => {
    const compiler = nativeCompiler({ threads: 2, startLimit, retryDelays: manyDelays })
    const retries: CompileRetry[] = []
    compiler.onRetry?.((retry) => retries.push(retry))
    const killing = killAtRandom(threads, new Random(SEED))
    const results: string[][] = []
    let asked = 0
    const askOn = async () => {
      while (asked < LEAST_EDITS || !killing.isDone) {
        const edit = asked++
        const text = `export const edit${edit}: number = 1`
        const result = await compiler.compile(requestOf(`script${edit % 7}`, text))
        results[edit] = result.ok ? [...result.module.exports] : []
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, askOn))
    await compiler.close()
    expect(results).toEqual(Array.from({ length: asked }, (_, edit) => [`edit${edit}`]))
    expect(retries.length).toBeGreaterThan(0)
    expect(threads.alive).toEqual([])
  })

  test('leave a running game with the last text of each script', async () => {
    const random = new Random(SEED)
    const game = startGame({
      compiler: threadCompiler({ startLimit, retryDelays: manyDelays }),
      historyDepth: Number.MAX_SAFE_INTEGER,
    })
    const killing = killAtRandom(threads, new Random(SEED + 1))
    const slots = [10, 20, 30]
    const reported = new Map(slots.map((slot): [number, string[]] => [slot, []]))
    for (let edit = 1; edit <= LEAST_EDITS || !killing.isDone; edit++) {
      const slot = random.pick(slots)
      const text = systemOf(edit, slot)
      reported.get(slot)?.push(text)
      game.report({ [`slot${slot}`]: text })
      await later(random.below(40))
      game.play(1)
    }
    await game.hotReload.settled()
    game.play()
    expect([game.failed, game.rejected, game.faulted]).toEqual([[], [], []])
    for (const [slot, texts] of reported) {
      const live = game.hotReload.history(`slot${slot}`).map(({ text }) => text)
      expect(live[0]).toBe(texts.at(-1))
      expect(systemOf(Position.x[slot] ?? 0, slot)).toBe(texts.at(-1))
      expect(texts.filter((text) => live.includes(text)).reverse()).toEqual(live)
    }
    await game.hotReload.close()
    expect(threads.alive).toEqual([])
  })
})

describe('a thread that hangs', () => {
  test('is ended when the time is up, and its request is tried again on another one', async () => {
    const compiler = nativeCompiler({
      threadUrl: hangingThread,
      timeLimit: 1_000,
      startLimit,
      retryDelays: [10],
    })
    await compiler.warmUp()
    const hanging = expect(compiler.compile(requestOf('wander', '// hang here'))).rejects.toThrow(
      /could not compile "wander" in 2 attempts. The last one: It took longer than 1,000 ms/,
    )
    const behind = compiler.compile(requestOf('npc', 'export const behind = 1'))
    expect(await behind).toMatchObject({ ok: true, module: { exports: ['behind'] } })
    await hanging
    expect(await compiler.compile(requestOf('wander', 'export const after = 1'))).toMatchObject({
      ok: true,
    })
    expect(threads.started).toBe(3)
    await compiler.close()
    expect(threads.alive).toEqual([])
  })

  test('can be closed', async () => {
    const compiler = nativeCompiler({ threadUrl: hangingThread, startLimit, timeLimit: PATIENCE })
    await compiler.warmUp()
    const hangs = untilHanging()
    const hanging = expect(compiler.compile(requestOf('wander', '// hang here'))).rejects.toThrow(
      /was closed/,
    )
    await hangs
    await compiler.close()
    await hanging
    expect(threads.alive).toEqual([])
  })
})

test('a text that kills every thread is reported, and the others are answered', async () => {
  const compiler = threadCompiler({ threadUrl: mortalThread, startLimit, retryDelays: [10, 20] })
  const dying = expect(compiler.compile(requestOf('killer', '// die here'))).rejects.toThrow(
    /could not compile "killer" in 3 attempts. The last one: The compile thread exited with code 7/,
  )
  const others = Array.from({ length: 10 }, (_, index) =>
    compiler.compile(requestOf(`other${index}`, `export const own${index} = 1`)),
  )
  const results = await Promise.all(others)
  await dying
  expect(results.map((result) => result.ok && result.module.exports)).toEqual(
    results.map((_, index) => [`own${index}`]),
  )
  await compiler.close()
  expect(threads.alive).toEqual([])
})

test('a thread whose script is missing is reported', async () => {
  const missing = new URL('no-such-thread.js', import.meta.url)
  const compiler = threadCompiler({ threadUrl: missing, retryDelays: [10] })
  await expect(compiler.compile(requestOf('wander', ''))).rejects.toThrow(
    /in 2 attempts. .*Cannot find module/,
  )
  await compiler.close()
  expect(threads.alive).toEqual([])
})

/**
 * Kills one thread after the other, each after a random time, until that is done or the test is
 * over.
 */
function killAtRandom(watched: WatchedThreads, random: Random): { readonly isDone: boolean } {
  const killed = new Set<Worker>()
  let timer: NodeJS.Timeout
  const wait = () => {
    timer = setTimeout(() => {
      const alive = watched.alive.filter((thread) => !killed.has(thread))
      if (alive.length > 0) {
        const victim = random.pick(alive)
        killed.add(victim)
        void victim.terminate()
      }
      if (killed.size < KILLS) wait()
    }, random.below(LONGEST_LIFE_MILLISECONDS))
  }
  wait()
  onTestFinished(() => clearTimeout(timer))
  return {
    get isDone() {
      return killed.size === KILLS
    },
  }
}

/** Resolves when a thread of this process says that it hangs. */
function untilHanging(): Promise<void> {
  const channel = new BroadcastChannel(HANGING)
  return new Promise((resolve) => {
    channel.onmessage = () => {
      channel.close()
      resolve()
    }
  })
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** A system that writes the number of the edit, and is its only one. */
function systemOf(edit: number, slot: number): string {
  return `import { defineSystem } from 'tickswap'
import { Position } from '../components'
export default defineSystem({ update() { Position.x[${slot}] = ${edit} } })`
}
