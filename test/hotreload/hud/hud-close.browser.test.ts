// The HUD leaves the page as it was: under any policy, in any place, and when it is closed.

import type { HotReload, Notice } from 'tickswap/hotreload'
import { type Hud, mountHud } from 'tickswap/hotreload/browser'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { startHudGame } from './hud-game.ts'

const notice: Notice = {
  key: 'a',
  tone: 'error',
  title: 'a',
  message: '',
  diagnostics: [],
  ids: [],
  lasts: undefined,
}

describe('close', () => {
  test('removes the element, and returns the focus', () => {
    const { hud, root, canvas } = startHudGame({ open: true })
    canvas.focus()
    root.querySelector<HTMLElement>('.panel')?.focus()
    hud.close()
    expect(document.querySelector('[data-tickswap-hud]')).toBeNull()
    expect(document.activeElement).toBe(canvas)
  })

  test('leaves nothing that keeps it alive: no listener, timer, frame or subscription', async () => {
    const { hot } = startHudGame()
    const [open, closed] = [await usedHud(hot), await usedHud(hot)]
    onTestFinished(() => open.deref()?.close())
    closed.deref()?.close()
    await expect.poll(() => isCollected(closed)).toBe(true)
    expect(await isCollected(open)).toBe(false)
  })

  test('may be called twice, and makes the rest do nothing', async () => {
    const { hud } = startHudGame()
    hud.close()
    hud.close()
    hud.toggle(true)
    hud.recordFrame(16)
    hud.notifier.show(notice)
    await userEvent.keyboard('{Control>}{Shift>}H{/Shift}{/Control}')
    expect(hud.isOpen).toBe(false)
    expect(hud.element.isConnected).toBe(false)
  })
})

describe('the page', () => {
  test('may forbid inline styles', async () => {
    const refused: string[] = []
    addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      refused.push(violatedDirective),
    )
    const policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = "style-src 'self'"
    document.head.append(policy)
    const { root } = startHudGame({ open: true })
    await expect.element(page.getByRole('dialog')).toBeVisible()
    expect(getComputedStyle(root.querySelector('.panel') ?? document.body).position).toBe('static')
    expect(getComputedStyle(root.querySelector('.stack') ?? document.body).display).toBe('flex')
    expect(refused).toEqual([])
  })

  test('has the HUD above everything, in the top layer', async () => {
    const cover = document.createElement('div')
    Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '2147483647' })
    document.body.append(cover)
    onTestFinished(() => cover.remove())
    const { hud } = startHudGame()
    document.body.append(cover)
    await page.getByRole('button', { name: 'tickswap' }).click()
    expect(hud.isOpen).toBe(true)
  })

  test('has it in what is in full screen, and back in the body afterwards', async () => {
    const frame = document.createElement('div')
    frame.textContent = 'the game'
    document.body.append(frame)
    onTestFinished(() => frame.remove())
    const { hud } = startHudGame()
    frame.addEventListener('click', () => frame.requestFullscreen())
    await page.elementLocator(frame).click()
    await expect.poll(() => hud.element.parentElement).toBe(frame)
    await page.getByRole('button', { name: 'tickswap' }).click()
    expect(hud.isOpen).toBe(true)
    await document.exitFullscreen()
    await expect.poll(() => hud.element.parentElement).toBe(document.body)
  })

  test('may give it a parent to stand in', () => {
    const parent = document.createElement('div')
    Object.assign(parent.style, {
      position: 'absolute',
      inset: '50px auto auto 40px',
      width: '300px',
      height: '200px',
    })
    document.body.append(parent)
    onTestFinished(() => parent.remove())
    const { hud, root } = startHudGame({ parent, corner: 'top-left' })
    const pill = root.querySelector('.pill')?.getBoundingClientRect()
    expect(hud.element.parentElement).toBe(parent)
    expect([pill?.left, pill?.top]).toEqual([52, 62])
  })

  test('changes its colours with custom properties', () => {
    document.documentElement.style.setProperty('--tickswap-accent', 'rgb(1, 2, 3)')
    onTestFinished(() => document.documentElement.removeAttribute('style'))
    const { root } = startHudGame()
    const sign = root.querySelector('.pill .sign') ?? document.body
    expect(getComputedStyle(sign).backgroundColor).toBe('rgb(1, 2, 3)')
  })
})

/** A HUD that has drawn, and shows what vanishes by itself. */
async function usedHud(hot: HotReload): Promise<WeakRef<Hud>> {
  const hud = mountHud(hot, { open: true })
  hud.notifier.show({ ...notice, lasts: 60_000 })
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return new WeakRef(hud)
}

async function isCollected(reference: WeakRef<object>): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve))
  await cdp().send('HeapProfiler.collectGarbage')
  return reference.deref() === undefined
}
