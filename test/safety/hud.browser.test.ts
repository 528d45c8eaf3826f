// What the HUD shows of a hostile text: as what it is, and never as markup.

import type { Diagnostic } from 'tickswap/hotreload'
import { expect, test } from 'vitest'
import { startHudGame, wanderText } from '../hotreload/hud/hud-game.ts'
import { hidden, hostileTexts } from './corpus/hostile-texts.ts'

/** More than anything that is shown of one notice: long texts are cut. */
const MOST = 40_000

/** All texts of a tree, those in attributes too. */
function textsIn(root: ShadowRoot): readonly string[] {
  const elements = [...root.querySelectorAll('*')]
  const attributes = elements.flatMap((element) =>
    Array.from(element.attributes, ({ value }) => value),
  )
  return [root.textContent ?? '', ...attributes]
}

function tagsIn(root: ShadowRoot): ReadonlySet<string> {
  return new Set(Array.from(root.querySelectorAll('*'), ({ tagName }) => tagName))
}

function expectShown(root: ShadowRoot): void {
  for (const text of textsIn(root)) {
    expect(text).not.toMatch(hidden)
    expect(text.length).toBeLessThan(MOST)
  }
}

test.each(Object.entries(hostileTexts))('a notice that would %s shows its text', (_, text) => {
  const { hud, root } = startHudGame()
  const location = { file: `${text}.ts`, line: 3, column: 2, length: 4, lineText: text }
  const problem: Diagnostic = {
    severity: 'error',
    stage: 'run',
    code: text,
    script: text,
    message: text,
    location,
    replacement: text,
    hint: text,
    notes: [text],
  }
  const notice = {
    key: 'plain',
    tone: 'error',
    message: 'm',
    ids: ['a'],
    lasts: undefined,
  } as const
  const plain = { ...problem, message: 'x', script: 'x', replacement: 'x', hint: 'x', notes: ['x'] }
  const line = { ...location, file: 'x.ts', lineText: 'abcdefgh' }
  hud.notifier.show({ ...notice, title: 't', diagnostics: [{ ...plain, location: line }] })
  const tags = tagsIn(root)
  hud.notifier.show({ ...notice, title: text, message: text, ids: [text], diagnostics: [problem] })
  expectShown(root)
  expect(tagsIn(root)).toEqual(tags)
  expect(Reflect.get(globalThis, 'owned')).toBeUndefined()
})

test('a script that throws hostile texts is shown, is rolled back, and takes the next edit', async () => {
  const { root, edit, play, hot, turn } = startHudGame()
  for (const text of ['\u001b[2J\u202e', '<img src=x onerror=globalThis.owned=1>']) {
    const thrown = JSON.stringify(text)
    for (const value of [
      thrown,
      `Object.assign(new Error(${thrown}), { name: ${thrown}, stack: ${thrown} })`,
      `{ toString: () => ${thrown} }`,
      `{ toString() { throw ${thrown} } }`,
      'Object.create(null)',
      'Symbol.iterator',
      'undefined',
    ]) {
      await edit(wanderText.replace('for (const', `throw ${value}\n    for (const`))
      play(2)
      await hot.settled()
      expectShown(root)
    }
  }
  await turn(7)
  expect(hot.history('npc/wander').at(-1)?.outcome ?? '').not.toBe('withdrawn')
  expect(hot.diagnostics()).toEqual([])
  expect(Reflect.get(globalThis, 'owned')).toBeUndefined()
})
