// The option `types`: a declaration file that follows the scripts, and that nothing of the user's
// is lost for.

import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BareProject, bareProject } from './bare-server.ts'

const FILE = 'src/tickswap.d.ts'
const SCRIPT = `import { defineSystem } from 'tickswap'\nexport default defineSystem({ update() {} })\n`

describe('the type file', () => {
  let project: BareProject

  beforeEach(() => {
    project = bareProject({ 'src/scripts/clock.ts': SCRIPT, 'src/scripts/npc/wander.ts': SCRIPT })
  })

  afterEach(() => project.delete())

  const text = () => readFileSync(join(project.root, FILE), 'utf8')
  const ids = () => [...text().matchAll(/"(.+)": true/g)].map(([, id]) => id)

  it('names the scripts when the server starts', async () => {
    await project.serve({ types: FILE })
    expect(ids()).toEqual(['clock', 'npc/wander'])
  })

  it('follows scripts that come and go', async () => {
    await project.serve({ types: FILE })
    project.write('src/scripts/born.ts', SCRIPT)
    await expect.poll(ids).toEqual(['born', 'clock', 'npc/wander'])
    project.remove('src/scripts/clock.ts')
    await expect.poll(ids).toEqual(['born', 'npc/wander'])
  })

  it('is not touched as long as it would be the same, whatever its line ends are', async () => {
    await project.serve({ types: FILE })
    project.write(FILE, text().replaceAll('\n', '\r\n'))
    utimesSync(join(project.root, FILE), 1, 1)
    await project.serve({ types: FILE })
    expect(statSync(join(project.root, FILE)).mtimeMs).toBe(1000)
  })

  it('is not written without the option, and neither is anything else', async () => {
    const files = () => readdirSync(project.root, { recursive: true }).sort()
    const before = files()
    await project.serve()
    expect(files()).toEqual(before)
  })

  it.each<[types: string, what: RegExp]>([
    ['../tickswap.d.ts', /"\.\.\/tickswap\.d\.ts", which lies outside of Vite’s root/],
    ['../game2/tickswap.d.ts', /lies outside of Vite’s root/],
    ['src/scripts/tickswap.d.ts', /lies in the folder of the scripts/],
    ['src/tickswap.ts', /does not end with \.d\.ts/],
    ['nowhere/tickswap.d.ts', /lies in a folder that does not exist/],
  ])('is refused at %s', async (types, what) => {
    const before = readdirSync(project.root, { recursive: true })
    await expect(project.serve({ types })).rejects.toThrow(what)
    expect(readdirSync(project.root, { recursive: true })).toEqual(before)
  })

  it('never replaces a file that the plugin has not written', async () => {
    project.write(FILE, 'declare const mine: string\n')
    await expect(project.serve({ types: FILE })).rejects.toThrow(
      /is a file that the plugin did not write. Nothing was written. Delete that file, or choose another/,
    )
    expect(text()).toBe('declare const mine: string\n')
  })

  it('is not written through a link, to a file or to a folder', async () => {
    await (await project.serve({ types: FILE })).close()
    const before = text()
    project.write('src/scripts/late.ts', SCRIPT)
    symlinkSync(join(project.root, FILE), join(project.root, 'linked.d.ts'))
    mkdirSync(join(project.root, '../elsewhere'))
    symlinkSync(join(project.root, '../elsewhere'), join(project.root, 'away'), 'junction')
    for (const types of ['linked.d.ts', 'away/tickswap.d.ts']) {
      await expect(project.serve({ types })).rejects.toThrow(/is reached through a symlink/)
    }
    expect(readdirSync(join(project.root, '../elsewhere'))).toEqual([])
    expect(text()).toBe(before)
  })

  it('logs what goes wrong later, and leaves the server running', async () => {
    await project.serve({ types: FILE })
    project.write(FILE, '// mine now\n')
    project.write('src/scripts/born.ts', SCRIPT)
    await expect
      .poll(() => project.printed.join('\n'))
      .toContain('is a file that the plugin did not write')
    expect(text()).toBe('// mine now\n')
  })
})
