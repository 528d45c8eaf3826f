// The open door: whoever reaches the development server gets nothing by us that Vite itself would
// not serve.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { swapForLink } from '../hotreload/disk/swap-for-link.ts'
import { hostileQueries, reachingTexts, waysTo } from '../safety/corpus/hostile-imports.ts'
import { brokenFrames, hostileQuestions, oddHellos } from '../safety/corpus/hostile-messages.ts'
import { createProject, type Project } from './project.ts'
import {
  openPageSocket,
  openServerSocket,
  readSecret,
  type ServerSocket,
  sendFrame,
} from './server-socket.ts'
import { startVite, type ViteProcess } from './vite-process.ts'

/** What every file holds that nobody must get. */
const MARK = 'open sesame'

const outside = {
  'secret.txt': MARK,
  'secret.json': JSON.stringify({ MARK }),
  'secret.ts': `export const secret = '${MARK}'`,
  'secret.svg': `<svg xmlns="http://www.w3.org/2000/svg"><title>${MARK}</title></svg>`,
  'secret.css': `.secret::after { content: '${MARK}' }`,
  'secret.wasm': MARK,
  'secret ü.txt': MARK,
} as const

/** Requests under way at the same time. */
const AT_ONCE = 24

/** Ways to write a path are tried with one of so many files each. */
const ONE_OF = 4

describe.each(['vite', 'vite6', 'vite7'] as const)('%s', (name) => {
  let project: Project
  let vite: ViteProcess
  /** Paths that Vite does not serve, and files that they mean. */
  let closed: readonly string[]

  beforeAll(async () => {
    project = createProject(name)
    const beside = join(dirname(project.root), 'outside')
    mkdirSync(beside)
    for (const [file, text] of Object.entries(outside)) writeFileSync(join(beside, file), text)
    for (const file of ['.env', '.env.local', 'key.pem', 'certificate.crt', '.git/config'])
      project.write(file, `KEY=${MARK}`)
    symlinkSync(join(beside, 'secret.txt'), join(project.root, 'src/link.txt'))
    symlinkSync(beside, join(project.root, 'src/linked'), 'junction')
    closed = [
      ...Object.keys(outside).map((file) => join(beside, file)),
      join(project.root, 'src/../../outside/secret.txt'),
      ...['.env', '.env.local', 'key.pem', 'certificate.crt', '.git/config'].map((file) =>
        join(project.root, file),
      ),
    ]
    vite = await startVite(project.root)
  })

  afterAll(async () => {
    await vite?.stop()
    project?.delete()
  })

  /** All that a text could try to import. */
  const targets = () => [
    ...closed.flatMap((path, place) => queriesFor(place).map((query) => path + query)),
    ...some(closed).flatMap((path) => waysTo(path).map((way) => `${way}?raw`)),
    ...waysTo(closed[0] ?? ''),
    `${project.root}/node_modules/.vite/deps/../../../../outside/secret.txt`,
    `${project.root}/node_modules/.vite/deps/../../../../outside/secret.txt?raw`,
    ...[
      '../link.txt?raw',
      '@/link.txt?raw',
      '../linked/secret.ts',
      '@/linked/secret.json',
      '../../.env?raw',
    ],
    ...[
      '../../../outside/secret.ts',
      '@/../../outside/secret.ts',
      '@/../.env?raw',
      './../../../outside/secret.css',
    ],
  ]

  const hostAddresses = () =>
    targets().map(
      (target) => `@id/__x00__virtual:tickswap/host/${Buffer.from(target).toString('base64url')}`,
    )

  const fileAddresses = () => [
    ...closed.flatMap((path, place) =>
      queriesFor(place).map((query) => `@fs${encodeURI(path)}${query}`),
    ),
    ...some(closed).flatMap((path) => waysTo(path).map((way) => `@id/${encodeURI(way)}?raw`)),
  ]

  /** Hosts first: what Vite loads a module for, it serves from then on. */
  const nothingIsOpen = async (share = 1) => {
    for (const addresses of [hostAddresses(), fileAddresses()]) {
      const open: string[] = []
      const waiting = addresses.filter((_, place) => place % share === 0).values()
      const ask = async () => {
        for (const address of waiting) if ((await read(address)).includes(MARK)) open.push(address)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, ask))
      expect(open).toEqual([])
    }
  }

  const read = async (address: string) =>
    (await fetch(vite.url + address, { headers: { connection: 'close' } })).text()

  const evil = (target: string) =>
    `import * as had from ${JSON.stringify(target)}; export const evil = had`

  const ask = (socket: ServerSocket, secret?: unknown) =>
    targets().map((target, question) =>
      socket.send('tickswap:compile', {
        question,
        request: { id: 'evil', file: 'evil.ts', text: evil(target) },
        ...(secret !== undefined && { secret }),
      }),
    )

  /**
   * Resolves with what came over the socket until the server has answered a question of its page.
   */
  const heardBy = async (socket: ServerSocket) => {
    const page = await openServerSocket(vite.url)
    const secret = await readSecret(vite.url)
    const answered = page.next('tickswap:compiled')
    page.send('tickswap:compile', {
      question: 1,
      request: { id: 'good', file: 'good.ts', text: 'export {}' },
      secret,
    })
    expect(await answered).toMatchObject({ question: 1, result: { ok: true } })
    await page.close()
    return socket.heard.filter(({ event }) => event.startsWith('tickswap:'))
  }

  it('keeps all of it closed before anybody asks', () => nothingIsOpen())

  it('does not answer a client that has no secret', async () => {
    const stranger = await openServerSocket(vite.url)
    stranger.send('tickswap:hello', { question: 1, hashes: {} })
    ask(stranger)
    expect(await heardBy(stranger)).toEqual([])
    await nothingIsOpen(ONE_OF)
    await stranger.close()
    expect(vite.output()).toContain(
      'was ignored, since it does not come from a page of this server',
    )
  })

  it('tells a client that has no secret of no change', async () => {
    const stranger = await openServerSocket(vite.url)
    const client = await openPageSocket(vite.url)
    const told = client.next('tickswap:changes')
    project.write('src/scripts/news.ts', '// news')
    await told
    expect(await heardBy(stranger)).toEqual([])
    project.remove('src/scripts/news.ts')
    await client.close()
    await stranger.close()
  })

  it('does not answer a client that guesses', async () => {
    const secret = await readSecret(vite.url)
    const stranger = await openServerSocket(vite.url)
    const wrong = [
      '',
      'x',
      secret.slice(1),
      `${secret}x`,
      secret.toLowerCase(),
      secret.replace(/./g, 'ü'),
    ]
    const odd = [null, 0, true, [secret], { secret }, [...secret], { length: secret.length }]
    for (const guess of [...wrong, ...odd]) {
      stranger.send('tickswap:hello', { question: 1, hashes: {}, secret: guess })
      stranger.send('tickswap:compile', {
        question: 2,
        request: { id: 'evil', file: 'evil.ts', text: 'export {}' },
        secret: guess,
      })
    }
    expect(await heardBy(stranger)).toEqual([])
    await stranger.close()
  })

  it('opens nothing for a client that has read the page’s modules', async () => {
    const secret = await readSecret(vite.url)
    const client = await openServerSocket(vite.url)
    ask(client, secret)
    const compiled = () => client.heard.filter(({ event }) => event === 'tickswap:compiled')
    await expect.poll(() => compiled().length).toBe(targets().length)
    const answers = compiled().map(({ data }) => data)
    expect(answers.filter((answer) => JSON.stringify(answer).includes(MARK))).toEqual([])
    expect(answers).toContainEqual(
      expect.objectContaining({
        result: { ok: false, diagnostics: [expect.objectContaining({ code: 'host-not-served' })] },
      }),
    )
    await nothingIsOpen()
    await client.close()
  })

  it('opens nothing for texts that reach for files otherwise', async () => {
    const secret = await readSecret(vite.url)
    const client = await openServerSocket(vite.url)
    const texts = some(closed).flatMap(reachingTexts)
    for (const [question, text] of texts.entries())
      client.send('tickswap:compile', {
        question,
        request: { id: 'evil', file: 'evil.ts', text },
        secret,
      })
    const compiled = () => client.heard.filter(({ event }) => event === 'tickswap:compiled')
    await expect.poll(() => compiled().length).toBe(texts.length)
    // Its own text comes back, and that holds the paths alone.
    expect(JSON.stringify(compiled())).not.toContain(MARK)
    await nothingIsOpen()
    await client.close()
  })

  it('takes no message that makes no sense, and answers the next', async () => {
    const secret = await readSecret(vite.url)
    for (const frame of brokenFrames) await sendFrame(vite.url, frame)
    const client = await openServerSocket(vite.url)
    for (const [event, data] of hostileQuestions) client.send(event, { ...data, secret })
    expect(await heardBy(client)).toEqual([])
    for (const hello of oddHellos) {
      const answer = client.next('tickswap:changes')
      client.send('tickswap:hello', { ...hello, question: 5, secret })
      expect(await answer).toMatchObject({ question: 5 })
    }
    await client.close()
  })

  it('opens nothing as data for a script on disk', async () => {
    const client = await openPageSocket(vite.url)
    for (const [number, target] of targets().entries()) {
      if (number % ONE_OF !== 0) continue
      // As modules it may have them: `?v=…` is Vite’s own mark of a version.
      if (/\.(?:ts|json)(?:\?v=1)?$/.test(target)) continue
      const told = client.next('tickswap:changes')
      project.write('src/scripts/evil.ts', `${evil(target)} // ${number}`)
      await told
    }
    await nothingIsOpen()
    project.remove('src/scripts/evil.ts')
    await client.close()
  })

  it('sends no file that is swapped for a link', async () => {
    const secret = await readSecret(vite.url)
    const client = await openServerSocket(vite.url)
    const path = join(project.root, 'src/scripts/npc/wander.ts')
    const swapper = swapForLink({ path, aside: `${path}.aside`, target: closed[2] ?? '', pause: 3 })
    let sent = 0
    for (let question = 0; question < 50 || sent < 10 || swapper.swaps() < 50; question++) {
      const answer = client.next('tickswap:changes')
      client.send('tickswap:hello', { question, hashes: {}, secret })
      if (JSON.stringify(await answer).includes('Counts its own steps')) sent++
    }
    await swapper.stop()
    expect(client.heard.filter(({ data }) => JSON.stringify(data).includes(MARK))).toEqual([])
    await client.close()
  })

  it('serves a page no file that is swapped for a link', async () => {
    const path = join(project.root, 'src/scripts/npc/wander.ts')
    const swapper = swapForLink({ path, aside: `${path}.aside`, target: closed[2] ?? '', pause: 3 })
    for (let load = 0; load < 30 || swapper.swaps() < 50; load++) {
      project.write('src/scripts/again.ts', `// ${load}`)
      const module = await read('@id/__x00__virtual:tickswap')
      const scripts = [...module.matchAll(/import \* as script\d+ from "\/([^"]+)"/g)].map(
        ([, url]) => url ?? '',
      )
      for (const text of await Promise.all(scripts.map(read))) expect(text).not.toContain(MARK)
    }
    await swapper.stop()
    project.remove('src/scripts/again.ts')
    await nothingIsOpen(ONE_OF)
  })

  it('goes on after an import that Vite’s resolver cannot take', async () => {
    const client = await openPageSocket(vite.url)
    const secret = await readSecret(vite.url)
    for (const specifier of [
      'bitecs/nope',
      '',
      `/${'a/'.repeat(20_000)}`,
      '__proto__',
      'bitecs/../../x.js',
    ]) {
      const answer = client.next('tickswap:compiled')
      const request = { id: 'odd', file: 'odd.ts', text: evil(specifier) }
      client.send('tickswap:compile', { question: 1, request, secret })
      expect(await answer).toHaveProperty('result')
    }
    project.write('src/scripts/odd.ts', evil('bitecs/nope'))
    expect((await fetch(`${vite.url}@id/__x00__virtual:tickswap`)).status).toBe(200)
    project.remove('src/scripts/odd.ts')
    await client.close()
  })

  it('gives scripts what Vite serves: as a module and as data', async () => {
    project.write('src/level.txt', 'a level')
    const client = await openServerSocket(vite.url)
    const answer = client.next('tickswap:compiled')
    client.send('tickswap:compile', {
      question: 1,
      request: { id: 'good', file: 'good.ts', text: evil('../level.txt?raw') },
      secret: await readSecret(vite.url),
    })
    expect(await answer).toMatchObject({
      result: {
        ok: true,
        module: { imports: [{ address: { kind: 'host', key: '../level.txt?raw' } }] },
      },
    })
    await client.close()
  })
})

function some<Item>(items: readonly Item[]): readonly Item[] {
  return items.filter((_, place) => place % ONE_OF === 0)
}

/** All of them for each are too many: each file has the common ones, and a share of the odd ones. */
function queriesFor(place: number): readonly string[] {
  const common = 8
  return hostileQueries.filter((_, at) => at < common || at % ONE_OF === place % ONE_OF)
}
