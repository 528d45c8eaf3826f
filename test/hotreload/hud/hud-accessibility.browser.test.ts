// The HUD for people who use a screen reader or other colours: no violations, and the accessibility
// tree.

import axe from 'axe-core'
import type { Notice } from 'tickswap/hotreload'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { startHudGame } from './hud-game.ts'

const error: Notice = {
  key: 'script:npc/wander',
  tone: 'error',
  title: 'npc/wander was rejected',
  message: 'What runs goes on.',
  diagnostics: [
    {
      severity: 'error',
      stage: 'compile',
      code: 'syntax',
      script: 'npc/wander',
      message: 'Unexpected ";"',
      location: { file: 'npc/wander.ts', line: 3, column: 9, length: 1, lineText: 'let x = ;' },
    },
  ],
  ids: ['npc/wander'],
  lasts: undefined,
}
const success: Notice = {
  ...error,
  key: 'live',
  tone: 'success',
  title: 'npc/wander is live',
  diagnostics: [],
}

describe.each(['dark', 'light'] as const)('axe, on the %s HUD', (theme) => {
  test('finds nothing while it is closed, with notices', async () => {
    const { hud } = startHudGame({ theme })
    hud.notifier.show(error)
    hud.notifier.show(success)
    await still(hud.element)
    expect(await violationsIn(hud.element)).toEqual([])
  })

  test('finds nothing while it is open, with history, difference, problems and rollbacks', async () => {
    const { hud, hot, turn, edit, version } = startHudGame({
      theme,
      open: true,
      openEditor: () => {},
    })
    await turn(2)
    hot.rollback('npc/wander')
    await edit('export default )')
    await page.getByRole('button', { name: 'npc/wander', exact: true }).click()
    await page.getByRole('button', { name: `Compare version ${version(2)}`, exact: true }).click()
    await page.getByText('Rollbacks (1)').click()
    await still(hud.element)
    expect(await violationsIn(hud.element)).toEqual([])
  })
})

describe('the accessibility tree', () => {
  test('names the pill and says that it opens something', async () => {
    const { version } = startHudGame()
    const pill = await find('button', /^tickswap/)
    expect(pill?.name).toBe(`tickswap v${version(1)} 0.0 ms`)
    expect(pill?.expanded).toBe(false)
  })

  test('holds a dialog with a figure and a table of scripts', async () => {
    startHudGame({ open: true })
    await expect.element(page.getByRole('dialog')).toBeVisible()
    expect(await find('dialog', 'Hot reload')).toBeDefined()
    expect(await find('figure', 'Frame times')).toBeDefined()
    expect(await find('table', 'Scripts')).toBeDefined()
    for (const name of ['script', 'version', 'state', 'entities', 'outdated']) {
      expect(await find('columnheader', name)).toBeDefined()
    }
    expect(await find('rowheader', 'npc/wander')).toBeDefined()
  })

  test('describes a script by the reason for its state', async () => {
    startHudGame({ open: true })
    await expect
      .poll(async () => (await find('button', 'npc/wander'))?.description)
      .toBe('It has proven itself.')
  })

  test('has a list of notifications, each with its tone, its place and its code', async () => {
    const { hud } = startHudGame()
    hud.notifier.show(error)
    expect(await find('region', 'Notifications')).toBeDefined()
    expect(await find('button', 'Dismiss: npc/wander was rejected')).toBeDefined()
    expect(await find('group', 'Code at npc/wander.ts:3:9')).toBeDefined()
    expect(await find('StaticText', /^error:/)).toBeDefined()
  })

  test('reads successes out politely and errors at once', async () => {
    const { hud } = startHudGame()
    hud.notifier.show(success)
    hud.notifier.show(error)
    const [polite, assertive] = [await find('status'), await find('alert')]
    expect([polite?.live, assertive?.live]).toEqual(['polite', 'assertive'])
    await expect.element(page.getByRole('status')).toHaveTextContent('npc/wander is live')
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent(
        'error. npc/wander was rejected. What runs goes on. npc/wander.ts, line 3. Unexpected ";"',
      )
  })

  test('holds nothing of what is folded', async () => {
    const { turn } = startHudGame()
    await turn(2)
    expect(await find('dialog')).toBeUndefined()
    expect(await find('button', /^Compare/)).toBeUndefined()
  })
})

test('with less motion asked for, frames are drawn about once a second and nothing fades', async () => {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  })
  onTestFinished(async () => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [] })
  })
  const { hud, root } = startHudGame({ open: true, frames: 10 })
  for (let frame = 0; frame < 10; frame++) hud.recordFrame(40)
  await expect.poll(() => isPainted(root.querySelector('canvas'))).toBe(true)
  hud.notifier.show(error)
  hud.notifier.withdraw(error.key)
  expect(root.querySelector('.toast')).toBeNull()
})

/** Waits until nothing moves: axe would see half-faded colours. */
async function still(host: HTMLElement): Promise<void> {
  await Promise.all((host.shadowRoot?.getAnimations() ?? []).map(({ finished }) => finished))
}

async function violationsIn(host: HTMLElement): Promise<readonly string[]> {
  const { violations, passes } = await axe.run(host)
  expect(passes.length).toBeGreaterThan(10)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}

interface AccessibleNode {
  readonly name: string
  readonly description: string
  readonly expanded: unknown
  readonly live: unknown
}

/** The first node of this role and name in the tree that the browser hands to screen readers. */
async function find(role: string, name?: string | RegExp): Promise<AccessibleNode | undefined> {
  const { frameTree } = await cdp().send('Page.getFrameTree')
  const frameId = frameTree.childFrames?.[0]?.frame.id
  const { nodes } = await cdp().send('Accessibility.getFullAXTree', frameId ? { frameId } : {})
  const node = nodes.find((candidate) => {
    if (candidate.ignored || candidate.role?.value !== role) return false
    const text = String(candidate.name?.value ?? '')
    return name === undefined || (typeof name === 'string' ? text === name : name.test(text))
  })
  if (!node) return undefined
  const property = (wanted: string) =>
    node.properties?.find((found) => found.name === wanted)?.value.value
  return {
    name: String(node.name?.value ?? ''),
    description: String(node.description?.value ?? ''),
    expanded: property('expanded'),
    live: property('live'),
  }
}

function isPainted(canvas: HTMLCanvasElement | null): boolean {
  const pixels =
    canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  return pixels.some((value) => value > 0)
}
