// The HUD and the game's input: keys and pointers go where they are meant to, and the focus is
// never taken.

import type { HudOptions } from 'tickswap/hotreload/browser'
import { mountHud } from 'tickswap/hotreload/browser'
import { describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type HudGame, startHudGame, wanderText } from './hud-game.ts'

const pill = () => page.getByRole('button', { name: 'tickswap' })
const panel = () => page.getByRole('dialog', { name: 'Hot reload' })

const EVENTS = [
  'keydown',
  'keyup',
  'pointerdown',
  'pointerup',
  'mousedown',
  'click',
  'wheel',
] as const

/** A HUD over a canvas with the focus, and what the game's listeners on the window hear. */
function startPlayedGame(options: HudOptions = {}): HudGame & { readonly heard: string[] } {
  const game = startHudGame(options)
  const heard: string[] = []
  const hear = (event: Event) =>
    heard.push(event instanceof KeyboardEvent ? `${event.type} ${event.key}` : event.type)
  for (const name of EVENTS) addEventListener(name, hear)
  onTestFinished(() => {
    for (const name of EVENTS) removeEventListener(name, hear)
  })
  game.canvas.focus()
  return { ...game, heard }
}

describe('the game', () => {
  test('gets the pointer beside the HUD, although that covers the window', async () => {
    const { canvas, heard } = startPlayedGame({ open: true })
    await page.elementLocator(canvas).click({ position: { x: 20, y: 20 } })
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'click'])
  })

  test('does not get what is done to the HUD with the pointer', async () => {
    const { heard } = startPlayedGame()
    await pill().click()
    await panel().click()
    await panel().wheel({ delta: { y: 10 } })
    expect(heard).toEqual([])
  })

  test('keeps the focus and the keys when the panel is opened with the pointer', async () => {
    const { canvas, heard } = startPlayedGame()
    await pill().click()
    await userEvent.keyboard('w')
    expect(document.activeElement).toBe(canvas)
    expect(heard).toEqual(['keydown w', 'keyup w'])
  })

  test('keeps the focus whatever notice is shown', async () => {
    const { canvas, edit, play } = startPlayedGame()
    await edit('export default )')
    await expect.element(page.getByText('was rejected').first()).toBeInTheDocument()
    await edit(wanderText.replace('TURN = 1', 'TURN = 2'))
    play()
    expect(document.activeElement).toBe(canvas)
  })

  test('gets the focus back when the panel is closed by the game', () => {
    const { canvas, hud, root } = startPlayedGame({ open: true })
    root.querySelector<HTMLElement>('.panel')?.focus()
    hud.toggle(false)
    expect(document.activeElement).toBe(canvas)
  })

  test('does not get keys that are pressed in the HUD', async () => {
    const { heard, root } = startPlayedGame({ open: true })
    root.querySelector<HTMLElement>('.panel')?.focus()
    await userEvent.keyboard('w{ArrowDown}')
    expect(heard).toEqual([])
  })

  test('gets the release of a key whose press it got', async () => {
    const { heard, root } = startPlayedGame({ open: true })
    await userEvent.keyboard('{w>}')
    root.querySelector<HTMLElement>('.panel')?.focus()
    await userEvent.keyboard('{/w}')
    expect(heard).toEqual(['keydown w', 'keyup w'])
  })
})

describe('the keyboard', () => {
  test('opens the panel with the shortcut, moves into it, and Escape gives the focus back', async () => {
    const { canvas, heard, hud, root } = startPlayedGame()
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    expect(hud.isOpen).toBe(true)
    expect(root.activeElement).toBe(panel().element())
    await userEvent.keyboard('{Escape}')
    expect(hud.isOpen).toBe(false)
    expect(document.activeElement).toBe(canvas)
    expect(heard.filter((event) => /H|Escape/.test(event))).not.toContain('keydown H')
    expect(heard).not.toContain('keydown Escape')
    expect(heard).not.toContain('keyup Escape')
  })

  test('closes the panel with the shortcut only from inside', async () => {
    const { hud, canvas, root } = startPlayedGame({ open: true })
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    expect(hud.isOpen).toBe(true)
    expect(root.activeElement).toBe(panel().element())
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    expect(hud.isOpen).toBe(false)
    expect(document.activeElement).toBe(canvas)
  })

  test('takes another shortcut, by the place of the key', async () => {
    const { hud } = startPlayedGame({ shortcut: 'F9' })
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    expect(hud.isOpen).toBe(false)
    await userEvent.keyboard('{F9}')
    expect(hud.isOpen).toBe(true)
  })

  test('rejects a shortcut that it cannot read, before anything is in the page', () => {
    const { hot } = startHudGame()
    const before = document.body.childElementCount
    expect(() => mountHud(hot, { shortcut: 'Strg+H' })).toThrow(
      /shortcut must be modifiers.*not "Strg\+H"/,
    )
    expect(() => mountHud(hot, { frames: 0 })).toThrow(
      /frames of the HUD must be a whole number, 1 or more, not 0/,
    )
    expect(document.body.childElementCount).toBe(before)
  })

  test('rolls back to an earlier version and compares it without a pointer', async () => {
    const { turn, behaviours, root, version } = startPlayedGame()
    await turn(2)
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    await tabTo(root, 'npc/wander')
    await userEvent.keyboard('{Enter}')
    await tabTo(root, 'Run this')
    await userEvent.keyboard('{Enter}')
    expect(behaviours.inspect('npc/wander').version).toBe(version(1))
    expect(root.activeElement?.getAttribute('aria-label')).toBe(`Compare version ${version(1)}`)
    await tabTo(root, 'Compare')
    await userEvent.keyboard(' ')
    await expect.element(panel().getByRole('group', { name: /^What changed/ })).toBeVisible()
  })

  test('dismisses a notice, and goes on to the next, and then back to the game', async () => {
    const { hud, root, canvas } = startPlayedGame()
    for (const key of ['first', 'second']) {
      hud.notifier.show({
        key,
        tone: 'error',
        title: key,
        message: '',
        diagnostics: [],
        ids: [],
        lasts: undefined,
      })
    }
    await userEvent.tab()
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Dismiss: second')
    await userEvent.keyboard('{Enter}')
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Dismiss: first')
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(canvas)
  })
})

/** Presses Tab until the focus is on a button with this text. */
async function tabTo(root: ShadowRoot, text: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await userEvent.tab()
    if (root.activeElement?.textContent === text) return
  }
  throw new Error(`The Tab key leads to no "${text}".`)
}
