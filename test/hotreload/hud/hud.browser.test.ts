// The HUD's notices of edits, over a real game: successes vanish, errors stay until they are fixed.

import type { Notice, SourceLocation } from 'tickswap/hotreload'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { startHudGame, wanderText } from './hud-game.ts'

const broken = wanderText.replace('TURN = 1', 'TURN = ')
const throwing = wanderText.replace('for (const', "throw new Error('lost')\n    for (const")

afterEach(() => {
  vi.useRealTimers()
})

const notices = () => page.getByRole('region', { name: 'Notifications' })

function notice(key: string, change: Partial<Notice> = {}): Notice {
  return {
    key,
    tone: 'success',
    title: key,
    message: '',
    diagnostics: [],
    ids: [],
    lasts: undefined,
    ...change,
  }
}

describe('an edit', () => {
  test('shows a success that vanishes by itself', async () => {
    const { edit, canvas } = startHudGame()
    // A notice under the pointer stays, and earlier tests may have left it anywhere.
    await page.elementLocator(canvas).hover()
    await edit(wanderText.replace('TURN = 1', 'TURN = 2'))
    const success = notices().getByText('npc/wander is live')
    await expect.element(success).toBeVisible()
    await expect.element(success).not.toBeInTheDocument()
  })

  test('that does not compile shows where, what and the code, until it is fixed', async () => {
    const { edit } = startHudGame()
    await edit(broken)
    await expect.element(notices()).toHaveTextContent('npc/wander was rejected')
    await expect.element(notices()).toHaveTextContent('npc/wander.ts:3:1')
    await expect.element(notices()).toHaveTextContent('export default defineBehaviour')
    await edit(wanderText)
    await expect.element(page.getByText('was rejected')).not.toBeInTheDocument()
  })

  test('that throws shows the place of the fault, and that it was rolled back', async () => {
    const { edit, play } = startHudGame()
    await edit(throwing)
    play(2)
    await expect.element(notices()).toHaveTextContent(/threw and was rolled back/)
    await expect.element(notices()).toHaveTextContent('npc/wander.ts:6:')
    await expect.element(notices()).toHaveTextContent("throw new Error('lost')")
  })
})

describe('a notice', () => {
  test('takes the place of the one with its key', async () => {
    const { hud, root } = startHudGame()
    hud.notifier.show(notice('a', { title: 'first' }))
    hud.notifier.show(notice('b', { title: 'other' }))
    hud.notifier.show(notice('a', { title: 'second' }))
    const titles = [...root.querySelectorAll('.toast strong')].map(({ textContent }) => textContent)
    expect(titles).toEqual(['other', 'second'])
  })

  test('stays until it is dismissed, if it does not say how long', async () => {
    const { hud } = startHudGame()
    hud.notifier.show(notice('a', { tone: 'error', title: 'it broke' }))
    await page.getByRole('button', { name: 'Dismiss: it broke' }).click()
    await expect.element(notices()).not.toBeInTheDocument()
  })

  test('waits while the pointer is on it, and another one does not', async () => {
    const { hud } = startHudGame()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const seen = notices().getByText('look at me')
    hud.notifier.show(notice('a', { title: 'look at me', lasts: 3_000 }))
    hud.notifier.show(notice('b', { title: 'the other', lasts: 3_000 }))
    await seen.hover()
    await vi.advanceTimersByTimeAsync(3_000)
    await expect.element(notices().getByText('the other')).not.toBeInTheDocument()
    await expect.element(seen).toBeVisible()
    await page.elementLocator(document.body).hover({ position: { x: 2, y: 2 } })
    await vi.advanceTimersByTimeAsync(2_999)
    await expect.element(seen).toBeVisible()
    await vi.advanceTimersByTimeAsync(1)
    await expect.element(seen).not.toBeInTheDocument()
  })

  test('never takes texts of scripts for markup', async () => {
    const { hud, root } = startHudGame()
    const text = '<img src=x onerror="document.title=1">'
    const location: SourceLocation = { file: text, line: 1, column: 1, length: 4, lineText: text }
    const problem = {
      severity: 'error',
      stage: 'run',
      code: 'fault',
      script: text,
      message: text,
      location,
    } as const
    hud.notifier.show(notice('a', { title: text, message: text, diagnostics: [problem] }))
    expect(root.querySelector('img')).toBeNull()
    await expect.element(notices()).toHaveTextContent(text)
  })
})

describe('a click on a place', () => {
  test('hands it to the function that opens the editor', async () => {
    const opened: SourceLocation[] = []
    const { edit } = startHudGame({ openEditor: (location) => opened.push(location) })
    await edit(broken)
    await page.getByRole('button', { name: /^Open npc\/wander\.ts/ }).click()
    expect(opened).toEqual([expect.objectContaining({ file: 'npc/wander.ts', line: 3, column: 1 })])
  })

  test('says so when the address that opens it answers with an error', async () => {
    const { edit } = startHudGame({ openEditor: '/no-such-address?file=scripts/' })
    await edit(broken)
    await page.getByRole('button', { name: /^Open npc\/wander\.ts/ }).click()
    await expect
      .element(notices())
      .toHaveTextContent(/The editor could not be opened: \/no-such-address/)
  })

  test('is no button when there is no editor to open', async () => {
    const { edit } = startHudGame()
    await edit(broken)
    await expect.element(notices()).toHaveTextContent('npc/wander.ts:3:1')
    await expect.element(page.getByRole('button', { name: /^Open/ })).not.toBeInTheDocument()
  })
})
