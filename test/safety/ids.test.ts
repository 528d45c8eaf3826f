// Ids: what reaches out of the scripts' folder, or cannot be a file everywhere, is none.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { scriptExtensions, scriptIdProblem } from 'tickswap/hotreload/adapters'
import { expect, onTestFinished, test } from 'vitest'
import { harmlessIds, hostileIds } from './corpus/hostile-paths.ts'
import { hidden } from './corpus/hostile-texts.ts'

test.each(hostileIds.map((id) => [id.slice(0, 60), id]))('%j is no id', (_, id) => {
  const problem = scriptIdProblem(id) ?? ''
  expect(problem).toMatch(/\.$/)
  expect(problem).not.toMatch(hidden)
  expect(problem.length).toBeLessThan(2_000)
})

test.each(harmlessIds.map((id) => [id.slice(0, 60), id]))(
  '%j is an id, and can be a file',
  (_, id) => {
    expect(scriptIdProblem(id)).toBeUndefined()
    const folder = mkdtempSync(join(tmpdir(), 'tickswap-ids-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const extension of scriptExtensions) {
      const path = join(folder, `${id}.${extension}`)
      expect(resolve(path).startsWith(`${folder}/`)).toBe(true)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, id)
    }
    expect(readdirSync(dirname(join(folder, id))).length).toBe(scriptExtensions.length)
  },
)

test('no random text that leads out of a folder is an id', () => {
  const parts = [
    '.',
    '..',
    '/',
    '\\',
    'a',
    'con',
    '%2e',
    ':',
    ' ',
    '\0',
    '~',
    'é',
    '狼',
    '-',
    '$',
    '+',
  ]
  let state = 15
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
  let ids = 0
  for (let round = 0; round < 20_000; round++) {
    const length = 1 + Math.floor(random() * 6)
    const id = Array.from({ length }, () => parts[Math.floor(random() * parts.length)]).join('')
    if (scriptIdProblem(id) !== undefined) continue
    ids++
    expect(resolve('/scripts', id)).toBe(`/scripts/${id}`)
    expect(id).not.toMatch(/[\\:~%\0 ]/)
  }
  expect(ids).toBeGreaterThan(100)
})
