// Names of Object.prototype in a user's project: served, built, and built to be edited live.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage } from '../browser/open-page.ts'
import { launch, openGame } from '../vite/game-page.ts'
import { createProject, type Project } from '../vite/project.ts'
import { serveFolder } from '../vite/static-server.ts'
import { buildWithVite, startVite } from '../vite/vite-process.ts'
import {
  behaviourText,
  fieldNames,
  moduleText,
  prototypeNames,
  systemText,
} from './corpus/prototype-names.ts'

describe.each(['vite', 'vite6', 'vite7'] as const)('%s', (name) => {
  let project: Project
  let browser: Browser

  beforeAll(async () => {
    project = createProject(name)
    browser = await launch()
    for (const name of prototypeNames) {
      project.write(`src/scripts/${name}.ts`, systemText(name, 1))
      project.write(`src/scripts/lib/${name}.ts`, moduleText(name, 2))
      project.write(`src/hosts/${name}.ts`, moduleText(name, 3))
    }
    project.write('src/scripts/npc/wander.ts', behaviourText(fieldNames))
  })

  afterAll(async () => {
    await browser?.close()
    project?.delete()
  })

  const untilTold = (page: Page, number: number) =>
    page.waitForFunction(
      ([names, number]) => names.every((name) => globalThis.told?.[name] === number),
      [prototypeNames, number] as const,
    )

  const untilCounted = (page: Page) =>
    page.waitForFunction(
      (fields) =>
        fields.every((field) => {
          const { game } = globalThis
          const { state } = game?.behaviours.component('npc/wander') ?? {}
          return game?.herd.every((entity) => Number(state?.[field]?.[entity]) > 1)
        }),
      fieldNames,
    )

  it('serves them, and takes their edits', async () => {
    const vite = await startVite(project.root)
    const game = await openGame(browser, vite.url)
    await untilTold(game.page, 123)
    await untilCounted(game.page)
    for (const name of prototypeNames) project.write(`src/scripts/${name}.ts`, systemText(name, 4))
    await untilTold(game.page, 423)
    for (const name of prototypeNames)
      project.write(`src/scripts/lib/${name}.ts`, moduleText(name, 5))
    await untilTold(game.page, 453)
    expect(await game.page.evaluate(() => globalThis.game?.rejected)).toEqual([])
    await game.page.close()
    await vite.stop()
    for (const name of prototypeNames) {
      project.write(`src/scripts/${name}.ts`, systemText(name, 1))
      project.write(`src/scripts/lib/${name}.ts`, moduleText(name, 2))
    }
  })

  it.each([
    ['plain', "tickswap({ scripts: 'src/scripts' })"],
    ['live', "tickswap({ scripts: 'src/scripts', liveBuild: true })"],
  ])('builds them, %s', async (_, plugin) => {
    const config = project.read('vite.config.ts')
    project.write('vite.config.ts', config.replace(/tickswap\(\{.*\}\)/, plugin))
    await buildWithVite(project.root)
    const server = await serveFolder(join(project.root, 'dist'))
    const page = await openPage(browser)
    await page.goto(server.url)
    await untilTold(page, 123)
    await untilCounted(page)
    await page.close()
    server.close()
    project.write('vite.config.ts', config)
    rmSync(join(project.root, 'dist'), { recursive: true, force: true })
  })
})
