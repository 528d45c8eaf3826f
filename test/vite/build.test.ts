// A user's project, built: scripts are ordinary modules, and nothing of the hot reload comes along,
// unless it is asked for.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPage } from '../browser/open-page.ts'
import { launch } from './game-page.ts'
import { createProject, type Project } from './project.ts'
import { serveFolder } from './static-server.ts'
import { typeErrors } from './type-errors.ts'
import { buildWithVite } from './vite-process.ts'

describe.each(['vite', 'vite6', 'vite7'] as const)('%s', (name) => {
  let project: Project
  let browser: Browser

  beforeAll(async () => {
    project = createProject(name)
    browser = await launch()
  })

  afterEach(() => rmSync(join(project.root, 'dist'), { recursive: true, force: true }))

  afterAll(async () => {
    await browser?.close()
    project?.delete()
  })

  it('carries the engine, the game and its scripts, and nothing else', async () => {
    await buildWithVite(project.root)
    const files = filesOf(project)
    expect(files.map(({ name }) => name.replace(/-[\w-]+\./, '.')).sort()).toEqual([
      'assets/index.js',
      'index.html',
    ])
    const code = files.map(({ text }) => text).join('\n')
    expect(code).not.toMatch(
      /\beval\b|new Function|Worker\(|WebSocket|wasm|esbuild|comlink|acorn|tickswap:/,
    )
    expect(code).not.toContain('settled()')
  })

  it('grows by no more than a registration for each script', async () => {
    await buildWithVite(project.root)
    const withPlugin = gzippedSize(project)
    const main = project.read('src/main.ts')
    project.write('src/main.ts', registeringByHand(main))
    await buildWithVite(project.root)
    project.write('src/main.ts', main)
    console.log(`The plugin adds ${withPlugin - gzippedSize(project)} bytes to a build (gzip).`)
    expect(withPlugin - gzippedSize(project)).toBeLessThan(300)
  })

  it('runs as it did while it was developed', async () => {
    await buildWithVite(project.root)
    const server = await serveFolder(join(project.root, 'dist'))
    const page = await openPage(browser)
    await page.goto(server.url)
    await page.waitForFunction(() => {
      const { game, ticks = 0 } = globalThis
      return ticks > 0 && game?.herd.every((entity) => game.components.Position.x[entity] === 1)
    })
    expect(await page.evaluate(() => globalThis.game?.hotReload)).toBeUndefined()
    await page.close()
    server.close()
  })

  it('can be edited live where that is asked for, with the worker and the wasm of the build', async () => {
    const server = await serveLiveBuild()
    const page = await openPage(browser)
    await page.goto(server.url)
    await page.waitForFunction(() => globalThis.edit !== undefined)
    const text = project.read('src/scripts/npc/wander.ts').replace('SPEED = 1', 'SPEED = 2')
    await editWander(page, text)
    await untilSpeed(page, 2)
    await page.close()
    server.close()
  })

  it('finds scripts and host modules by aliases in texts that no build has seen', async () => {
    const server = await serveLiveBuild()
    const page = await openPage(browser)
    await page.goto(server.url)
    await page.waitForFunction(() => globalThis.edit !== undefined)
    const text = project
      .read('src/scripts/npc/wander.ts')
      .replace(`'./steer'`, `'@/scripts/npc/steer'`)
      .replace(`'../../settings'`, `'@/settings'`)
      .replace('SPEED = 1', 'SPEED = settings.gravity + steer(2)')
    await editWander(page, text)
    // The game itself has set the gravity to ten.
    await untilSpeed(page, 13)
    await page.close()
    server.close()
  })

  /** Builds the game with an editor, and without that in its files. */
  async function serveLiveBuild() {
    const config = project.read('vite.config.ts')
    const main = project.read('src/main.ts')
    project.write(
      'vite.config.ts',
      config.replace("'src/scripts' }", "'src/scripts', liveBuild: true }"),
    )
    project.write('src/main.ts', withEditor(main))
    await buildWithVite(project.root)
    project.write('vite.config.ts', config)
    project.write('src/main.ts', main)
    return serveFolder(join(project.root, 'dist'))
  }
})

describe('a project', () => {
  it('has types for all of it', () => {
    const project = createProject('vite')
    expect(typeErrors(project)).toEqual([])
    project.delete()
  })
})

declare global {
  /** What `withEditor` hands out. */
  var edit: ((change: object) => void) | undefined
}

async function editWander(page: Page, text: string): Promise<void> {
  await page.evaluate(
    (text) => globalThis.edit?.({ id: 'npc/wander', file: 'npc/wander.ts', text }),
    text,
  )
}

async function untilSpeed(page: Page, speed: number): Promise<void> {
  await page.waitForFunction((speed) => {
    const { game } = globalThis
    return game?.herd.every((entity) => game.components.Position.x[entity] === speed)
  }, speed)
}

function withEditor(main: string): string {
  return `import { editorSource } from 'tickswap/hotreload'\n${main}`
    .replace('connectScripts(behaviours)', 'connectScripts(behaviours, { source: editor })')
    .replace(
      'const world = ',
      'const editor = editorSource()\nObject.assign(globalThis, { edit: editor.edit })\nconst world = ',
    )
}

/** What a game does that knows nothing of the plugin. */
function registeringByHand(main: string): string {
  return main
    .replace(
      `import { connectScripts } from 'virtual:tickswap'`,
      `import clock from './scripts/clock'\nimport wander from './scripts/npc/wander'`,
    )
    .replace(
      'const hotReload = connectScripts(behaviours)',
      `const hotReload = undefined as HotReload | undefined\nbehaviours.register('clock', clock)\nbehaviours.register('npc/wander', wander)`,
    )
}

function filesOf({ root }: Project): readonly { readonly name: string; readonly text: string }[] {
  const folder = join(root, 'dist')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      name: path.slice(folder.length + 1).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }))
}

function gzippedSize(project: Project): number {
  const code = filesOf(project).find(({ name }) => name.endsWith('.js'))?.text ?? ''
  return gzipSync(code, { level: 9 }).length
}
