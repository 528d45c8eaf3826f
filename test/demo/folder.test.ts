// The demo's scripts in a folder of the user, here one of the origin private file system: their own
// editor edits the game.

import { beforeEach, expect, test } from 'vitest'
import { currentVersion, settledAfter, told } from './demo-page.ts'
import { page } from './shared-page.ts'

beforeEach(async () => {
  // Choosing a folder opens a window of the system, which no test can reach. All else is as users
  // have it.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    await root.removeEntry('my-scripts', { recursive: true }).catch(() => {})
    const folder = await root.getDirectoryHandle('my-scripts', { create: true })
    Object.assign(globalThis, { showDirectoryPicker: async () => folder })
  })
  await page.click('#open-folder')
  await page.locator('#source-state', { hasText: 'Follows "my-scripts"' }).waitFor()
})

test('nothing is written to a folder that is opened', async () => {
  const before = await currentVersion(page, 'flock')
  await page.evaluate(() => {
    const { editor } = globalThis.tickswapDemo ?? {}
    editor?.write('flock', `${editor.text('flock')}\nexport const edited = true\n`)
  })
  await settledAfter(page, 'flock', before)
  expect(await filesIn()).toEqual([])
})

test('scripts are saved to the folder when that is asked for', async () => {
  await page.click('#save-folder')
  await told(page, /^7 scripts are in "my-scripts"/)
  expect(await filesIn()).toEqual([
    'colour.ts',
    'day.ts',
    'flee.ts',
    'flock.ts',
    'hunter.ts',
    'lib',
    'tap.ts',
  ])
})

test('a file that is saved in another editor goes live, and is shown', async () => {
  await page.evaluate(async () => {
    const { folder, scripts = [] } = globalThis.tickswapDemo ?? {}
    await folder?.saveToFolder(scripts)
  })
  const before = await currentVersion(page, 'flock')
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('my-scripts')
    const file = await folder.getFileHandle('flock.ts')
    const text = await (await file.getFile()).text()
    const stream = await file.createWritable()
    await stream.write(text.replace('const SPEED = 85', 'const SPEED = 42'))
    await stream.close()
  })
  await settledAfter(page, 'flock', before)
  const shown = await page.evaluate(() => globalThis.tickswapDemo?.editor.text('flock'))
  expect(shown).toContain('const SPEED = 42')
})

test('a folder that goes away is reported, and can be opened again', async () => {
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    await root.removeEntry('my-scripts', { recursive: true })
  })
  await told(page, /^The folder "my-scripts" was moved or deleted\./)
  await page.locator('#source-state', { hasText: 'Or in your own editor' }).waitFor()
  expect(await page.isVisible('#save-folder')).toBe(false)
})

test('a browser without the API says so', async () => {
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'))
  await page.click('#open-folder')
  await told(page, /Chrome, Edge and Opera on a computer have it/)
})

function filesIn(): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('my-scripts')
    const names: string[] = []
    for await (const name of folder.keys()) names.push(name)
    return names.sort()
  })
}
