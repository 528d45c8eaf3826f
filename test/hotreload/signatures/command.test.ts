// `npx tickswap`, as a process of its own.

import { execFile } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '#hotreload/node/command/run-command'
import { root } from '../../house/root.ts'
import { PATIENCE } from '../../patience.ts'
import { createFolder, type FolderStage } from '../watch/folder-stage.ts'

interface Ended {
  readonly code: number | string
  readonly printed: string
  readonly errors: string
}

const command = join(root, 'hotreload/node/command/tickswap.ts')

function tickswap(folder: FolderStage, ...words: readonly string[]): Promise<Ended> {
  const options = ['--conditions=tickswap-source', '--import', import.meta.resolve('tsx'), command]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...options, ...words],
      { cwd: folder.parent, timeout: PATIENCE },
      (error, printed, errors) => resolve({ code: error?.code ?? 0, printed, errors }),
    )
  })
}

/** With a script, and a key file. */
async function preparedFolder(): Promise<{ folder: FolderStage; publicKey: string }> {
  const folder = createFolder()
  folder.write('wander.ts', '// wander')
  const { printed } = await tickswap(folder, 'keys')
  const [publicKey = ''] = /^ed25519:[0-9a-f]{64}$/m.exec(printed) ?? []
  return { folder, publicKey }
}

describe('the command', () => {
  it('makes a key that only its owner may read, and does not overwrite it unasked', async () => {
    const { folder, publicKey } = await preparedFolder()
    const file = join(folder.parent, 'tickswap.key')
    const pem = readFileSync(file, 'utf8')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    const shown = await tickswap(folder, 'keys', '--public')
    expect(shown).toEqual({ code: 0, printed: `${publicKey}\n`, errors: '' })

    const refused = await tickswap(folder, 'keys')
    expect(refused).toMatchObject({ code: 1, printed: '' })
    expect(refused.errors).toContain('--force')
    expect(readFileSync(file, 'utf8')).toBe(pem)

    writeFileSync(file, pem, { mode: 0o644 })
    expect(await tickswap(folder, 'keys', '--force')).toMatchObject({ code: 0 })
    expect(readFileSync(file, 'utf8')).not.toBe(pem)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('signs a folder, and verifies it', async () => {
    const { folder, publicKey } = await preparedFolder()
    const signed = await tickswap(folder, 'sign', 'scripts', '--name', 'village')
    expect(signed).toMatchObject({ code: 0, errors: '' })
    expect(signed.printed).toContain('Signed 1 scripts of "scripts" as release 1')
    const words = ['verify', 'scripts', '--public-key', publicKey, '--name', 'village']
    expect(await tickswap(folder, ...words)).toEqual({
      code: 0,
      printed: 'Release 1 lists all 1 scripts of "scripts".\n',
      errors: '',
    })
    folder.write('wander.ts', '// altered')
    folder.write('npc/\u009b31m.ts', '')
    const found = await tickswap(folder, ...words, '--exclude', 'npc/**')
    expect(found).toEqual({
      code: 1,
      printed: '',
      errors: 'altered: "wander.ts" is not what the manifest lists.\n',
    })
  })

  it('sends no control character of a file name to the terminal', async () => {
    const { folder } = await preparedFolder()
    folder.write('a\u001b]0;title\u0007\u009b31m\u202e.ts', '')
    const { code, errors } = await tickswap(folder, 'sign', 'scripts')
    expect(code).toBe(1)
    expect(errors).toContain('title')
    expect(errors).not.toMatch(/[^\P{C}\n]/u)
  })

  it('explains itself, and says when it does not understand', async () => {
    const folder = createFolder()
    const help = await tickswap(folder, '--help')
    expect(help).toMatchObject({ code: 0, errors: '' })
    for (const word of ['keys', 'sign', 'verify', '--former-key', '--public-key'])
      expect(help.printed).toContain(word)
    expect(await tickswap(folder, 'dance')).toEqual({
      code: 2,
      printed: '',
      errors: 'tickswap: There is no command "dance". See: npx tickswap --help\n',
    })
    const missing = await tickswap(folder, 'sign', 'scripts')
    expect(missing.code).toBe(1)
    expect(missing.errors).toContain('The key file "tickswap.key" cannot be read')
  })

  it.each([
    [],
    ['sign'],
    ['verify', 'scripts'],
    ['sign', 'a', 'b'],
    ['keys', '--x'],
    ['sign', 'scripts', '--release', '0'],
    ['sign', 'scripts', '--key'],
  ])('does nothing for the words %j %j %j %j', async (...words) => {
    const errors: string[] = []
    const output = { print: unexpected, printError: (line: string) => errors.push(line) }
    expect(await runCommand(words, output)).toBe(2)
    expect(errors).toEqual([expect.stringMatching(/^tickswap: .* See: npx tickswap --help$/s)])
  })
})

function unexpected(line: string): never {
  throw new Error(`It printed ${JSON.stringify(line)}.`)
}
