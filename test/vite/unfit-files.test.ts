// Files that no parser and no reader should touch do not stop a Vite server, at its start or later.

import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from 'tickswap/hotreload'
import type { DevChange, DevChanges } from 'tickswap/hotreload/adapters'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'
import { type Heard, openPageSocket, readSecret, type ServerSocket } from './server-socket.ts'
import { startVite, type ViteProcess } from './vite-process.ts'

const nested = `export const deep = ${'['.repeat(20_000)}`
const hasPipes = process.platform !== 'win32'

describe.each(['vite', 'vite6', 'vite7'] as const)('%s', (name) => {
  let project: Project
  let vite: ViteProcess
  let page: ServerSocket
  function addUnfit(suffix: string): void {
    const at = (file: string) => join(project.root, 'src/scripts', file)
    writeFileSync(at(`nested${suffix}.ts`), nested)
    writeFileSync(at(`large${suffix}.ts`), `// ${'x'.repeat(2 ** 20)}`)
    writeFileSync(at(`latin${suffix}.ts`), Buffer.from('// a\n// caf\xe9', 'latin1'))
    if (!hasPipes) return
    execFileSync('mkfifo', [at(`pipe${suffix}.ts`)])
    symlinkSync(at(`pipe${suffix}.ts`), at(`pipelink${suffix}.ts`))
    symlinkSync('/dev/zero', at(`zero${suffix}.ts`))
  }

  beforeAll(async () => {
    project = createProject(name)
    addUnfit('1')
    vite = await startVite(project.root)
    page = await openPageSocket(vite.url)
  })

  afterAll(async () => {
    await page?.close()
    await vite?.stop()
    project?.delete()
  })

  /** What the server has told of a script last. */
  function told(id: string): DevChange | undefined {
    return page.heard.flatMap(changesIn).findLast((change) => change.id === id)
  }

  function problemOf(id: string): Diagnostic | undefined {
    const change = told(id)
    if (change === undefined) return undefined
    if ('diagnostics' in change) return change.diagnostics[0]
    return 'compiled' in change ? change.compiled?.diagnostics[0] : undefined
  }

  it.each(['1', '2'])('reports them with a code and a place, and goes on (%s)', async (suffix) => {
    if (suffix === '2') addUnfit(suffix)
    for (const [id, code, line] of [
      ['nested', 'too-nested', 1],
      ['large', 'too-large', 1],
      ['latin', 'not-utf8', 2],
    ] as const) {
      await expect
        .poll(() => problemOf(id + suffix))
        .toMatchObject({ code, location: { file: `${id}${suffix}.ts`, line } })
    }
    project.write(`src/scripts/good${suffix}.ts`, 'export const good = true')
    await expect.poll(() => told(`good${suffix}`)).toMatchObject({ compiled: { ok: true } })
  })

  it('serves none of these texts', async () => {
    // A pipe that somebody asks for by its URL stops any Vite server, with or without us.
    for (const file of ['nested1', 'large1', 'latin1']) {
      const { status } = await fetch(`${vite.url}src/scripts/${file}.ts`)
      expect([file, status]).not.toEqual([file, 200])
    }
    expect((await fetch(`${vite.url}src/main.ts`)).status).toBe(200)
  })

  it('answers a page that sends such a text', async () => {
    const secret = await readSecret(vite.url)
    for (const [text, code] of [
      [nested, 'too-nested'],
      [`// ${'x'.repeat(2 ** 20)}`, 'too-large'],
    ]) {
      const answer = page.next('tickswap:compiled')
      page.send('tickswap:compile', {
        question: 7,
        request: { id: 'sent', file: 'sent.ts', text },
        secret,
      })
      expect(await answer).toMatchObject({ result: { ok: false, diagnostics: [{ code }] } })
    }
  })
})

function changesIn({ event, data }: Heard): readonly DevChange[] {
  if (event !== 'tickswap:changes') return []
  const { changes }: DevChanges = JSON.parse(JSON.stringify(data))
  return changes
}
