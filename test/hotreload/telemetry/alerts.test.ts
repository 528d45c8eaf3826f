// Alerts: each crossing of a threshold is reported once, and the way back, too.

import { type Alert, notify } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { compiler, type Game, type GameOptions, startGame, wanderText } from '../game/start-game.ts'
import { noticeBoard } from '../notices/notice-board.ts'

const id = 'npc/wander'

let game: Game
let alerts: Alert[]
let edits = 0

function start(alertsWanted: GameOptions['alerts'] = {}, options: GameOptions = {}): void {
  game = startGame({ ...options, alerts: alertsWanted })
  alerts = []
  game.hotReload.on('alerted', (alert) => alerts.push(alert))
}

async function succeed(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    edits += 1
    await game.edit({ [id]: wanderText.replace('delta)', `delta * ${edits})`) })
  }
}

async function fail(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    edits += 1
    await game.edit({ [id]: `let x${edits} = ;` })
  }
}

function told(): string[] {
  return alerts.map(({ stat, severity }) => `${stat} ${severity}`)
}

describe('the success rate', () => {
  test('says nothing of a few reloads', async () => {
    start()
    await fail(9)
    expect(told()).toEqual([])
  })

  test('warns below 90 %, is critical below 70 %, and fine again, each reported once', async () => {
    start()
    await succeed(9)
    await fail(1)
    expect(told()).toEqual([])
    await fail(1)
    expect(told()).toEqual(['success-rate warning'])
    expect(alerts[0]).toEqual({
      stat: 'success-rate',
      severity: 'warning',
      value: 9 / 11,
      threshold: 0.9,
      message: '9 of the last 11 reloads succeeded. That is below the 90 % threshold (warning).',
    })
    await fail(2)
    expect(told()).toEqual(['success-rate warning', 'success-rate critical'])
    expect(alerts[1]).toMatchObject({
      threshold: 0.7,
      message: '9 of the last 13 reloads succeeded. That is below the 70 % threshold (critical).',
    })
    await succeed(3)
    expect(told().slice(2)).toEqual(['success-rate warning'])
    await succeed(15)
    expect(told().slice(3)).toEqual(['success-rate fine'])
    expect(alerts[3]).toMatchObject({ value: 0.9, threshold: 0.9 })
  })

  test('counts what comes together as one', async () => {
    start()
    await game.edit(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`many${i}`, 'let x = ;'])),
    )
    expect(game.hotReload.stats().reloads.failed).toBe(20)
    expect(told()).toEqual([])
  })

  test('is taken of as many reloads as is wanted', async () => {
    start({ successReloads: 2, successLeast: 1, successWarning: 0.5 })
    await fail(1)
    expect(told()).toEqual(['success-rate critical'])
    await succeed(2)
    expect(told()).toEqual(['success-rate critical', 'success-rate fine'])
  })
})

describe('the reload time', () => {
  /**
   * Time stands still but for compiling. esbuild cannot work then: it has compiled the texts
   * before.
   */
  async function startStepped(alertsWanted: GameOptions['alerts']) {
    const texts = [1, 2, 3].map((edit) => wanderText.replace('delta)', `delta + ${edit})`))
    for (const text of texts) await compiler.compile({ id, file: `${id}.ts`, text })
    let time = performance.now()
    let step = 0
    const stepping: Compiler = {
      ...compiler,
      compile(request) {
        time += step
        return compiler.compile(request)
      },
    }
    start(alertsWanted, { compiler: stepping })
    await game.hotReload.reload()
    vi.spyOn(performance, 'now').mockImplementation(() => time)
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
    return {
      /** How long each compile takes from now on. */
      take(milliseconds: number) {
        step = milliseconds
      },
      edit: (number: number) => game.edit({ [id]: texts[number - 1] ?? '' }),
    }
  }

  test('warns of a slow reload, until one is faster', async () => {
    const { edit, take } = await startStepped({ reloadTime: 50 })
    take(60)
    await edit(1)
    await edit(2)
    expect(alerts).toEqual([
      {
        stat: 'reload-time',
        severity: 'warning',
        value: 60,
        threshold: 50,
        message: 'The last reload took 60 ms. That is above the 50 ms threshold.',
      },
    ])
    take(50)
    await edit(3)
    expect(told()).toEqual(['reload-time warning', 'reload-time fine'])
  })

  test('of an hour is never slow enough for a threshold without end', async () => {
    const { edit, take } = await startStepped({ reloadTime: Number.POSITIVE_INFINITY })
    take(3_600_000)
    await edit(1)
    expect(told()).toEqual([])
  })
})

describe('live timers', () => {
  const timing = (count: number) => `import { defineSystem } from 'tickswap'
    export default defineSystem({ setup({ own }) { for (let i = 0; i < ${count}; i++) own.interval(60_000, () => {}) } })`

  /** Plays on until timers are counted. */
  async function count(): Promise<void> {
    game.play()
    await new Promise((resolve) => setImmediate(resolve))
    game.play()
    await new Promise((resolve) => setImmediate(resolve))
  }

  test('are too many above 100, and fine again when a version with fewer has proven itself', async () => {
    start()
    await game.edit({ timing: timing(100) })
    await count()
    expect(told()).toEqual([])
    await game.edit({ timing: timing(101) })
    await count()
    expect(told()).toEqual(['live-timers warning'])
    expect(alerts[0]).toMatchObject({ value: 101, threshold: 100 })
    await game.edit({ timing: timing(1) })
    await count()
    expect(told()).toEqual(['live-timers warning', 'live-timers fine'])
  })

  test('of the version before do not count with those of one that is proving itself', async () => {
    start()
    await game.edit({ timing: timing(60) })
    await count()
    await game.edit({ timing: timing(61) })
    game.play(3)
    expect(game.behaviours.inspect('timing').timers).toBe(121)
    game.hotReload.stats()
    await new Promise((resolve) => setImmediate(resolve))
    await count()
    expect(told()).toEqual([])
  })

  test('that a script goes on taking are found when figures are asked for', async () => {
    start()
    await game.edit({
      timing: `import { defineSystem, type Ownership } from 'tickswap'
        let taking: Ownership | undefined
        let frames = 0
        export default defineSystem({
          setup({ own }) { taking = own },
          update() { if (++frames > 150) taking?.interval(60_000, () => {}) },
        })`,
    })
    await count()
    await count()
    expect(game.behaviours.inspect('timing').timers).toBeGreaterThan(100)
    expect(told()).toEqual([])
    game.hotReload.stats()
    await count()
    expect(told()).toEqual(['live-timers warning'])
  })
})

describe('an alert', () => {
  test('is a notice, and withdrawn when all is fine', async () => {
    start({ successReloads: 2, successLeast: 1, successWarning: 0.5 })
    const board = noticeBoard()
    notify(game.hotReload, board)
    await fail(1)
    expect(board.view.get('alert:success-rate')).toMatchObject({
      tone: 'error',
      title: 'Many reloads fail',
      message: '0 of the last 1 reloads succeeded. That is below the 70 % threshold (critical).',
      lasts: 10_000,
    })
    await succeed(2)
    expect(board.view.has('alert:success-rate')).toBe(false)
  })

  test('needs thresholds that are numbers', () => {
    start()
    expect(() => startGame({ alerts: { liveTimers: -1 } })).toThrow(
      'The alerts\' "liveTimers" must be 0 or more, not -1.',
    )
  })
})
