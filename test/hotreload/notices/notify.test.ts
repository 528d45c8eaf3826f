// notify: what happens to scripts as notices, one for all that is reported in one go.

import { type HotReloadEvents, memoryBackup, notify } from 'tickswap/hotreload'
import { type Compiler, textHash } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  compiler,
  type Game,
  type GameOptions,
  startGame,
  steerText,
  wanderText,
} from '../game/start-game.ts'
import { type NoticeBoard, noticeBoard } from './notice-board.ts'

const id = 'npc/wander'
const key = `script:${id}`
const edited = wanderText.replace('delta)', 'delta * 2)')
const broken = wanderText.replace('update(', 'update(;')
const throwing = wanderText.replace('for (', 'throw new Error("lost"); for (')

/**
 * Wander, which throws once the first entity has taken so many steps, after doing something else.
 */
function throwingAt(steps: number, before = ''): string {
  const condition = `const [first = 0] = entities; if (state.steps[first] === ${steps})`
  return wanderText.replace(
    'for (',
    `${condition} { ${before}; throw new Error('lost') }\n    for (`,
  )
}

let game: Game
let board: NoticeBoard
let stop: () => void

function start(options?: GameOptions): void {
  game = startGame(options)
  board = noticeBoard()
  stop = notify(game.hotReload, board)
}

beforeEach(() => start())

/** Notices are shown after the frame that they tell of. */
async function play(frames = 70): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    game.play(1)
    await Promise.resolve()
  }
}

/** Plays on while a large edit is evaluated, a part of it each frame. */
async function editWhilePlaying(texts: Readonly<Record<string, string>>): Promise<void> {
  let isDone = false
  const editing = game.edit(texts).finally(() => {
    isDone = true
  })
  while (!isDone) {
    game.play(1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await editing
}

function manyScripts(count: number, text: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`npc/n${i}`, text]))
}

describe('a success', () => {
  test('says which script is live, in which version, and lasts three seconds', async () => {
    await game.edit({ [id]: edited })
    const { version } = game.behaviours.inspect(id)
    expect([...board.view.values()]).toEqual([
      {
        key: 'live',
        tone: 'success',
        title: 'npc/wander is live',
        message: expect.stringMatching(new RegExp(`^Version ${version}, \\d+ ms\\.$`)),
        diagnostics: [],
        ids: [id],
        lasts: 3_000,
      },
    ])
  })

  test('says why a script is live whose text did not change', async () => {
    await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 2') })
    expect(board.view.get('live')?.message).toMatch(
      / ms\. It imports "npc\/steer", which changed\.$/,
    )
  })

  test('of many scripts is one notice', async () => {
    await editWhilePlaying(
      manyScripts(12, "import { defineSystem } from 'tickswap'\nexport default defineSystem({})"),
    )
    expect(board.titles).toEqual(['12 scripts are live'])
  })

  test('brings along what the compiler warns of', async () => {
    await game.edit({ [id]: edited.replace('for (', 'if (delta === NaN) return\n    for (') })
    expect(board.view.get('live')).toMatchObject({
      tone: 'warning',
      title: 'npc/wander is live',
      diagnostics: [{ severity: 'warning', script: id }],
      lasts: 10_000,
    })
  })

  test('is not shown a text that changes nothing', async () => {
    await game.edit({ [id]: `// A comment.\n${wanderText}` })
    expect(board.titles).toEqual([])
  })

  test('is shown a rollback by hand', async () => {
    await game.edit({ [id]: edited })
    await play()
    const { to } = game.hotReload.rollback(id)
    await Promise.resolve()
    expect(board.view.get('live')?.title).toBe(`npc/wander runs version ${to} again`)
  })
})

describe('an error', () => {
  test('says what is wrong and where, and stays', async () => {
    await game.edit({ [id]: broken })
    expect([...board.view.values()]).toEqual([
      {
        key,
        tone: 'error',
        title: 'npc/wander was rejected',
        message: 'What runs goes on.',
        diagnostics: game.diagnostics(),
        ids: [id],
        lasts: undefined,
      },
    ])
    expect(board.view.get(key)?.diagnostics).toMatchObject([
      { script: id, location: { file: 'npc/wander.ts', line: 9 } },
    ])
  })

  test('is withdrawn when a better text is live', async () => {
    await game.edit({ [id]: broken })
    await game.edit({ [id]: edited })
    expect([...board.view.keys()]).toEqual(['live'])
  })

  test('is withdrawn when the text is again the one that runs', async () => {
    await game.edit({ [id]: broken })
    await game.edit({ [id]: wanderText })
    expect(game.told).toEqual([`compiled ${id}`, `unchanged ${id}`])
    expect([...board.view.keys()]).toEqual([])
  })

  test('is withdrawn when the script is removed', async () => {
    await game.edit({ [id]: broken })
    await game.hotReload.remove(id)
    expect([...board.view.keys()]).toEqual(['removed'])
    expect(board.view.get('removed')).toMatchObject({
      title: 'npc/wander was removed',
      message: 'Script "npc/wander" was removed. Its entity is suspended until it is back.',
    })
  })

  test('that is the same as before is not shown again', async () => {
    await game.edit({ [id]: broken })
    await game.edit({ [id]: broken })
    expect(game.rejected.length).toBe(2)
    expect(board.titles).toEqual(['npc/wander was rejected'])
  })

  test('takes the place of another one of the same script', async () => {
    await game.edit({ [id]: broken })
    await game.edit({ [id]: `nothing;\n${wanderText.replace('./steer', './stear')}` })
    expect([...board.view.keys()]).toEqual([key])
    expect(board.view.get(key)?.diagnostics).toMatchObject([{ code: 'unresolved-import' }])
  })

  test('of one save is one notice, which shrinks as scripts are fixed', async () => {
    await game.edit({ [id]: broken, 'npc/steer': `${steerText};;}` })
    expect(board.titles).toEqual(['npc/wander and npc/steer were rejected'])
    await game.edit({ 'npc/steer': steerText })
    expect(board.titles.at(-1)).toBe('npc/wander was rejected')
    expect([...board.view.keys()]).toEqual([key])
    await game.edit({ [id]: edited })
    expect([...board.view.keys()]).toEqual(['live'])
  })

  test('says how many texts wait that came along', async () => {
    await game.edit({ ...manyScripts(4, 'export {}'), [id]: broken })
    expect([...board.view.values()]).toMatchObject([
      {
        title: 'npc/wander was rejected',
        message: 'What runs goes on. 4 scripts that came along wait.',
      },
    ])
  })

  test('of many scripts shows the first problems and counts the rest', async () => {
    await game.edit(manyScripts(100, 'let x = ;'))
    expect(board.titles).toEqual(['100 scripts were rejected'])
    const [notice] = board.view.values()
    expect(notice?.diagnostics.length).toBe(20)
    expect(notice?.message).toContain('80 more problems are not shown.')
  })
})

describe('a fault', () => {
  test('stays until the text changes', async () => {
    await game.edit({ [id]: throwing })
    await play(3)
    expect(board.view.get(key)).toMatchObject({
      tone: 'error',
      title: 'npc/wander threw and was rolled back',
      diagnostics: [{ stage: 'run', message: expect.stringContaining('is back on version') }],
      lasts: undefined,
    })
    await game.edit({ [id]: edited })
    await play()
    expect([...board.view.keys()]).toEqual(['live'])
  })

  test('of a helper is one notice for all that import it', async () => {
    const importing =
      "import { advance } from './steer'\nimport { defineSystem } from 'tickswap'\nexport default defineSystem({ update({ delta }) { advance(0, delta) } })"
    await editWhilePlaying(manyScripts(12, importing))
    await play()
    await editWhilePlaying({
      'npc/steer': steerText.replace('return', 'throw new Error("lost")\n  return'),
    })
    await play(20)
    expect(game.faulted.length).toBe(13)
    expect([...board.view.keys()].filter((shown) => shown.startsWith('script:')).length).toBe(1)
    expect(board.titles.at(-1)).toBe('13 scripts threw and were rolled back')
  })

  test('that is borne is a warning, and is withdrawn when another version has proven itself', async () => {
    await game.edit({ [id]: throwingAt(100, 'state.steps[first] = 101') })
    await play(150)
    expect(game.faulted.map(({ fault }) => fault.outcome)).toEqual(['counted'])
    expect(board.view.get(key)).toMatchObject({ tone: 'warning', title: 'npc/wander threw' })
    await game.edit({ [id]: edited })
    await play()
    expect(board.view.has(key)).toBe(false)
  })

  test('too many suspend the script', async () => {
    start({ isWaiting: true })
    await game.edit({ [id]: throwingAt(100), 'npc/steer': steerText })
    await play(150)
    expect(board.titles.slice(-2)).toEqual([
      'npc/wander threw',
      'npc/wander exceeded the fault limit and is suspended',
    ])
    expect(board.view.get(key)?.tone).toBe('error')
  })
})

describe('a warning', () => {
  test('that a backup runs takes the place of the success', async () => {
    const backup = memoryBackup()
    await backup.save({
      id,
      file: 'npc/wander.ts',
      text: edited,
      hash: textHash(edited),
      savedAt: 0,
    })
    await backup.save({
      id: 'npc/steer',
      file: 'npc/steer.ts',
      text: steerText,
      hash: textHash(steerText),
      savedAt: 0,
    })
    start({ isWaiting: true, backup })
    await game.edit({ [id]: broken })
    expect(board.titles).toContain('Running from a backup')
    expect(board.titles).not.toContain('npc/wander is live')
  })
})

describe('the pipeline', () => {
  test('tells that it failed until something works again', async () => {
    let isDead = true
    const mortal: Compiler = {
      ...compiler,
      compile: (request) =>
        isDead ? Promise.reject(new Error('the worker died')) : compiler.compile(request),
    }
    start({ compiler: mortal })
    await game.edit({ [id]: edited })
    expect(board.view.get('failed')).toMatchObject({
      tone: 'error',
      message: 'the worker died. What runs goes on. Save again to try again.',
    })
    isDead = false
    await game.edit({ [id]: edited })
    expect([...board.view.keys()]).toEqual(['live'])
  })

  test('is shown what a listener threw', async () => {
    game.hotReload.on('published', () => {
      throw new Error('not my day')
    })
    await game.edit({ [id]: edited })
    expect(board.view.get('listener-failed')).toMatchObject({
      title: 'A listener of "published" threw',
      message: 'not my day.',
    })
  })
})

describe('a notifier', () => {
  test('that throws harms nobody', async () => {
    const fail = () => {
      throw new Error('no display')
    }
    const failures: HotReloadEvents['listenerFailed'][] = []
    game.hotReload.on('listenerFailed', (failure) => failures.push(failure))
    const stopOther = notify(game.hotReload, {
      name: 'broken',
      show: fail,
      withdraw: fail,
      close: fail,
    })
    await game.edit({ [id]: broken })
    await game.edit({ [id]: edited })
    stopOther()
    expect([...board.view.keys()]).toEqual(['live'])
    expect(failures).toEqual([])
  })

  test('is closed at the end, and shown nothing more', async () => {
    stop()
    await game.edit({ [id]: edited })
    expect(board.isClosed).toBe(true)
    expect(board.titles).toEqual([])
  })
})
