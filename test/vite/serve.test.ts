// A user's project, served by a real Vite to a real Chromium: scripts reload, and the page never
// does.

import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../browser/open-page.ts'
import { type GamePage, launch, openGame } from './game-page.ts'
import { createProject, type Project } from './project.ts'
import { startVite, type ViteProcess } from './vite-process.ts'

const WANDER = 'src/scripts/npc/wander.ts'
const STEER = 'src/scripts/npc/steer.ts'
/** As Vite's own compiler says it: esbuild with 6 and 7, Oxc with 8. */
const MISSING_SEMICOLON = /Expected ";"|Expected a semicolon/

describe.each(['vite', 'vite6', 'vite7'] as const)('%s', (name) => {
  let project: Project
  let vite: ViteProcess
  let browser: Browser
  let game: GamePage
  let birth: number
  let wander: string
  let stepsBefore: number

  beforeAll(async () => {
    project = createProject(name)
    // On a busy machine the second of two saves may come late: the first is no error yet.
    const options = '(behaviours, { intake: { debounce: 500 } })'
    project.write('src/main.ts', project.read('src/main.ts').replace('(behaviours)', options))
    vite = await startVite(project.root)
    browser = await launch()
    game = await openGame(browser, vite.url)
    birth = await game.birth()
    wander = project.read(WANDER)
  })

  afterAll(async () => {
    await browser?.close()
    await vite?.stop()
    project?.delete()
  })

  beforeEach(async () => {
    stepsBefore = await game.steps()
  })

  afterEach(async () => {
    expect(await game.birth()).toBe(birth)
    expect(await game.steps()).toBeGreaterThan(stepsBefore)
    expect(await game.page.locator('vite-error-overlay').count()).toBe(0)
  })

  /** The script with a speed that no other test has. */
  const withSpeed = (speed: number | string, text = wander) =>
    text.replace('SPEED = 1', `SPEED = ${speed}`)
  const withImport = (statement: string, speed: string) => `${statement}\n${withSpeed(speed)}`

  it('starts without a request for a compiler, and without errors', async () => {
    await game.untilSpeed(1)
    const requests = await game.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    expect(requests.filter((url) => /wasm|compile-worker/.test(url))).toEqual([])
    expect(game.errors.filter((error) => !error.includes('404'))).toEqual([])
  })

  it('shows an edit that is written in place', async () => {
    project.write(WANDER, withSpeed(2))
    await game.untilSpeed(2)
  })

  it('shows an edit that is renamed into place', async () => {
    project.replace(WANDER, withSpeed(3))
    await game.untilSpeed(3)
  })

  it('shows the last of many edits in a row', async () => {
    for (let edit = 0; edit < 20; edit++) project.write(WANDER, withSpeed(100 + edit))
    await game.untilSpeed(119)
  })

  it('shows the text that follows an empty one', async () => {
    project.write(WANDER, '')
    project.write(WANDER, withSpeed(4))
    await game.untilSpeed(4)
    expect(await rejections()).toEqual([])
  })

  it('reports a syntax error in the game, and recovers', async () => {
    await runs(4)
    project.write(WANDER, withSpeed('5 5'))
    await game.until(() => (globalThis.game?.rejected.length ?? 0) > 0)
    expect(await rejections()).toEqual([expect.stringMatching(MISSING_SEMICOLON)])
    await game.page.getByText(MISSING_SEMICOLON).first().waitFor()
    await game.untilSpeed(4)
    project.write(WANDER, withSpeed(5))
    await game.untilSpeed(5)
    expect(await game.page.evaluate(() => globalThis.game?.hotReload?.diagnostics())).toEqual([])
  })

  it('reports a script that stays empty', async () => {
    project.write(WANDER, '')
    await game.until(
      () => globalThis.game?.rejected.at(-1)?.includes('has no default export') === true,
    )
    project.write(WANDER, withSpeed(5))
    await game.untilSpeed(5)
  })

  it('rolls back a version that throws, with the state from before it', async () => {
    await runs(5)
    const throwing = withSpeed(6).replace(
      'Position.x[entity] = SPEED',
      'state.steps[entity] = 0; throw new Error("boom")',
    )
    project.write(WANDER, throwing)
    await game.until(() => (globalThis.game?.faulted.length ?? 0) > 0)
    await game.untilSpeed(5)
    project.write(WANDER, withSpeed(6))
    await game.untilSpeed(6)
  })

  it('re-evaluates what imports an edited helper', async () => {
    project.edit(STEER, 'heading + 1', 'heading + 1000')
    await game.until(() => {
      const { heading } = globalThis.game?.behaviours.component('npc/wander').state ?? {}
      return globalThis.game?.herd.every((entity) => heading?.[entity] === 1010) === true
    })
  })

  it('gives scripts the very modules that the game has: by path and by alias, ESM and CommonJS packages', async () => {
    project.write(
      'src/scripts/witness.ts',
      `import { defineSystem } from 'tickswap'
import { shared as esm } from 'shared-esm'
import { shared as commonJs } from 'shared-cjs'
import { settings } from '@/settings'
import { settings as again } from '../settings'
import * as bitecs from 'bitecs'
export default defineSystem({
  update() {
    globalThis.told = { marks: [esm.mark, commonJs.mark, settings.gravity, settings === again], bitecs }
  },
})
`,
    )
    await game.until(() => globalThis.told !== undefined)
    const { marks } = (await game.page.evaluate(() => globalThis.told)) ?? {}
    expect(marks).toEqual(['game', 'game', 10, true])
    project.remove('src/scripts/witness.ts')
  })

  it('loads a module of the game that no script has imported before, as the game would', async () => {
    project.write(WANDER, withImport(`import { audio } from '../../audio'`, '(audio.volume = 70)'))
    await game.untilSpeed(70)
    // As text, since Vitest rewrites an import.
    expect(
      await game.page.evaluate(
        `import('${vite.url}src/audio.ts').then(({ audio }) => audio.volume)`,
      ),
    ).toBe(70)
  })

  it('finds another script by an alias', async () => {
    const helper = project.read(STEER)
    project.write(STEER, 'export const steer = (heading: number): number => heading + 1000')
    project.write(
      WANDER,
      withImport(`import { steer as far } from '@/scripts/npc/steer'`, 'far(1)'),
    )
    await game.untilSpeed(1001)
    project.write(STEER, helper)
  })

  it('says so where an import leads nowhere', async () => {
    await game.page.evaluate(() => globalThis.game?.rejected.splice(0))
    project.write(WANDER, withImport(`import { nothing } from '@/nowhere'`, 'nothing'))
    await game.until(() => (globalThis.game?.rejected.length ?? 0) > 0)
    expect(await rejections()).toEqual([expect.stringContaining('"@/nowhere"')])
    project.write(WANDER, withSpeed(8))
    await game.untilSpeed(8)
  })

  it('takes in fifty new files, and fifty edits, at once', async () => {
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    const write = (round: number) => {
      for (const number of numbers) {
        project.write(`src/scripts/crowd/m${number}.ts`, crowdScript(number, round))
      }
    }
    for (const round of [1, 2]) {
      write(round)
      await game.page.waitForFunction(
        ([numbers, round]) =>
          numbers.every((number) => globalThis.told?.[`crowd ${number}`] === round),
        [numbers, round] as const,
      )
    }
  })

  it('suspends a script whose file is deleted, and goes on when it is back', async () => {
    const clock = project.read('src/scripts/clock.ts')
    project.remove('src/scripts/clock.ts')
    await game.page.waitForFunction(async () => {
      const { ticks } = globalThis
      await new Promise((resolve) => setTimeout(resolve, 50))
      return globalThis.ticks === ticks
    })
    const ticks = await game.page.evaluate(() => globalThis.ticks ?? 0)
    project.write('src/scripts/clock.ts', clock)
    await game.page.waitForFunction((ticks) => (globalThis.ticks ?? 0) > ticks, ticks)
  })

  it('serves several pages, and one that is opened later', async () => {
    await runs(8)
    const second = await openGame(browser, vite.url)
    await second.untilSpeed(8)
    project.write(WANDER, withSpeed(9))
    await game.untilSpeed(9)
    await second.untilSpeed(9)
    await second.page.close()
  })

  it('starts with a script that does not compile, which waits for a text that does', async () => {
    project.write(WANDER, withSpeed('10 10'))
    const second = await openPage(browser)
    await second.goto(vite.url)
    await second.waitForFunction(() => globalThis.game?.rejected.length === 1)
    project.write(WANDER, withSpeed(10))
    await second.waitForFunction(() => {
      const { game } = globalThis
      return game?.herd.every((entity) => game.components.Position.x[entity] === 10)
    })
    await game.untilSpeed(10)
    await second.close()
  })

  it('serves nothing from outside of the folder, whatever a link says', async () => {
    const outside = join(project.root, 'outside.ts')
    writeFileSync(outside, `globalThis.told = { escaped: true }`)
    symlinkSync(outside, join(project.root, 'src/scripts/escape.ts'))
    project.write(WANDER, withSpeed(11))
    await game.untilSpeed(11)
    expect(await game.page.evaluate(() => Object.keys(globalThis.told ?? {}))).not.toContain(
      'escaped',
    )
    project.remove('src/scripts/escape.ts')
  })

  it('lets no other page onto the socket', async () => {
    const stranger = await openPage(browser)
    const outcome = await stranger.evaluate(
      (url) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url, 'vite-hmr')
          socket.onopen = () => resolve('let in')
          socket.onerror = () => resolve('refused')
        }),
      vite.url.replace('http', 'ws'),
    )
    expect(outcome).toBe('refused')
    await stranger.close()
  })

  it('goes on while the server restarts, and then gets what it missed', async () => {
    await vite.stop()
    project.write(WANDER, withSpeed(12))
    vite = await startVite(project.root, { port: Number(new URL(vite.url).port) })
    await game.untilSpeed(12)
    project.write(WANDER, withSpeed(13))
    await game.untilSpeed(13)
  })

  async function runs(speed: number): Promise<void> {
    project.write(WANDER, withSpeed(speed))
    await game.untilSpeed(speed)
  }

  async function rejections(): Promise<readonly string[]> {
    return (await game.page.evaluate(() => globalThis.game?.rejected)) ?? []
  }
})

describe('a project with other options', () => {
  let project: Project
  let vite: ViteProcess
  let browser: Browser
  let game: GamePage

  beforeAll(async () => {
    project = createProject('vite')
    project.edit(
      'vite.config.ts',
      `'src/scripts' }`,
      `'src/scripts', compiler: 'page', overlay: true }`,
    )
    vite = await startVite(project.root)
    browser = await launch()
    game = await openGame(browser, vite.url)
  })

  afterAll(async () => {
    await browser?.close()
    await vite?.stop()
    project?.delete()
  })

  it('compiles in the page, and finds known and new modules of the game all the same', async () => {
    await game.untilSpeed(1)
    const birth = await game.birth()
    const text = project.read(WANDER).replace('SPEED = 1', 'SPEED = audio.volume')
    project.write(WANDER, `import { audio } from '../../audio'\n${text}`)
    await game.untilSpeed(7)
    expect(await game.birth()).toBe(birth)
    const requests = await game.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    expect(
      requests.some((url) => url.includes('esbuild.wasm') || url.includes('compile-worker')),
    ).toBe(true)
  })

  it('finds other scripts by an alias, though the page compiles', async () => {
    const text = project.read(WANDER).replace(`'./steer'`, `'@/scripts/npc/steer'`)
    project.write(WANDER, text.replace('SPEED = audio.volume', 'SPEED = audio.volume + steer(1)'))
    await game.untilSpeed(9)
    project.edit(STEER, 'heading + 1', 'heading + 2')
    await game.untilSpeed(10)
  })

  it('reloads the page when a module of the game changes, as plain Vite does', async () => {
    const birth = await game.birth()
    project.edit('src/settings.ts', 'gravity: 0', 'gravity: 1')
    await game.page.waitForFunction(
      (birth) => globalThis.game && globalThis.game.birth !== birth,
      birth,
    )
  })

  it('shows Vite’s overlay if that is wanted, and closes it without a reload', async () => {
    project.edit('vite.config.ts', `compiler: 'page'`, `compiler: 'native'`)
    await vite.stop()
    vite = await startVite(project.root)
    await game.page.close()
    game = await openGame(browser, vite.url)
    const birth = await game.birth()
    const text = project.read(WANDER)
    project.write(WANDER, `${text}\n let let`)
    await game.page.locator('vite-error-overlay').waitFor({ state: 'attached' })
    project.write(WANDER, text)
    await game.page.locator('vite-error-overlay').waitFor({ state: 'detached' })
    expect(await game.birth()).toBe(birth)
  })

  it('does not answer to ids that lead out of the folder, or to nonsense', async () => {
    const answers = await game.page.evaluate(async (base) => {
      const client = await (await fetch(`${base}@vite/client`)).text()
      const token = client.match(/wsToken\s*=\s*"([^"]+)"/)?.[1] ?? ''
      const module = await (await fetch(`${base}@id/__x00__virtual:tickswap/secret`)).text()
      const secret = module.match(/secret = "([^"]+)"/)?.[1]
      const socket = new WebSocket(`${base.replace('http', 'ws')}?token=${token}`, 'vite-hmr')
      await new Promise((resolve) => {
        socket.onopen = resolve
      })
      const answered: number[] = []
      const last = new Promise<void>((resolve) => {
        socket.onmessage = ({ data }) => {
          const { event, data: answer } = JSON.parse(String(data))
          if (event === 'tickswap:compiled') answered.push(answer.question)
          if (answer?.question === 99) resolve()
        }
      })
      const ask = (question: object) => {
        const data = { ...question, secret }
        socket.send(JSON.stringify({ type: 'custom', event: 'tickswap:compile', data }))
      }
      ask({ question: 1, request: { id: '../../secret', file: '../../secret.ts', text: '1' } })
      ask({ question: 2, request: { id: 'npc/wander', file: '/etc/passwd', text: '1' } })
      ask({ question: 3, request: { id: 'npc/wander', file: 'npc/wander.ts' } })
      ask({ question: '4' })
      ask({})
      ask({ question: 99, request: { id: 'npc/wander', file: 'npc/wander.ts', text: 'export {}' } })
      await last
      socket.close()
      return answered
    }, vite.url)
    expect(answers).toEqual([99])
  })
})

function crowdScript(number: number, round: number): string {
  return `import { defineSystem } from 'tickswap'
export default defineSystem({
  update() {
    globalThis.told ??= {}
    globalThis.told['crowd ${number}'] = ${round}
  },
})
`
}
