// The HUD's panel: the scripts and their progress, their history to roll back and to compare, the
// frames.

import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { startHudGame, wanderText } from './hud-game.ts'

/** Takes more than 2 ms to swap an entity. */
const slowlyMigrating = `import { defineBehaviour, f32 } from 'tickswap'
export default defineBehaviour({
  state: { heading: f32(0), speed: f32(1) },
  migrate() {
    const end = performance.now() + 2.1
    while (performance.now() < end) {}
  },
  update() {},
})
`

const panel = () => page.getByRole('dialog', { name: 'Hot reload' })
const row = () => panel().getByRole('row', { name: /npc\/wander/ })
const unfold = () => panel().getByRole('button', { name: 'npc/wander' }).click()
const history = () => panel().getByRole('list', { name: 'History of npc/wander' })

describe('the pill', () => {
  test('names the newest version and the work, and opens the panel', async () => {
    const { version } = startHudGame()
    const pill = page.getByRole('button', { name: 'tickswap' })
    await expect.element(pill).toHaveTextContent(`tickswapv${version(1)}0.0 ms`)
    await expect.element(panel()).not.toBeInTheDocument()
    await pill.click()
    await expect.element(panel()).toBeVisible()
    await expect.element(pill).toHaveAttribute('aria-expanded', 'true')
  })

  test('shows the progress of a new version, and then that it is there', async () => {
    const { edit, behaviours, play, version } = startHudGame()
    behaviours.budget = { entities: 10 }
    const pill = page.getByRole('button', { name: 'tickswap' })
    await edit(wanderText.replace('TURN = 1', 'TURN = 2'))
    play(3)
    await expect.element(pill).toHaveTextContent(`v${version(2)} 70 %`)
    play()
    await expect.element(pill).toHaveTextContent(`tickswapv${version(2)}0`)
  })

  test('counts the current problems', async () => {
    const { edit } = startHudGame()
    await edit('export default )')
    await expect
      .element(page.getByRole('button', { name: 'tickswap' }))
      .toHaveTextContent('1 error')
  })
})

describe('the table', () => {
  test('shows the version, the phase, and how many entities there are and are outdated', async () => {
    const { edit, behaviours, play, version } = startHudGame({ open: true })
    await expect
      .element(row())
      .toHaveTextContent(new RegExp(`npc/wanderv${version(1)}committed.*400$`))
    behaviours.budget = { entities: 10 }
    await edit(wanderText.replace('TURN = 1', 'TURN = 2'))
    play(2)
    await expect.element(row()).toHaveTextContent(new RegExp(`v${version(2)}rolling.*4022$`))
    const done = panel().getByRole('progressbar').element()
    expect(done).toHaveProperty('value', 0.45)
  })

  test('shows the reason for the state of a script that is hovered', async () => {
    startHudGame({ open: true })
    await row().hover()
    await expect.element(panel()).toHaveTextContent('npc/wander: It has proven itself.')
  })

  test('shows who runs what, and what a swap does to the state, while it is unfolded', async () => {
    const { edit, behaviours, play, version } = startHudGame({ open: true })
    behaviours.budget = { entities: 10 }
    await edit(wanderText.replace('f32(0)', 'f32(0), speed: f32(1)'))
    play(2)
    await unfold()
    const details = panel().getByRole('row').nth(2)
    await expect.element(details).toHaveTextContent(`18 run v${version(2)}, 22 run v${version(1)}.`)
    await expect
      .element(details)
      .toHaveTextContent('Added: "speed" is new and starts with its default.')
  })

  test('lists all current problems, also those whose notice was dismissed', async () => {
    const { edit } = startHudGame({ open: true })
    await edit('export default )')
    await page.getByRole('button', { name: /^Dismiss: npc/ }).click()
    await expect
      .element(panel().getByRole('list', { name: 'Problems' }))
      .toHaveTextContent('npc/wander.ts:1:16')
    await edit(wanderText)
    await expect.element(panel().getByRole('list', { name: 'Problems' })).not.toBeInTheDocument()
  })
})

describe('the history', () => {
  test('lists the versions with their outcomes', async () => {
    const { turn, edit, play, version } = startHudGame({ open: true })
    await turn(2)
    await edit(wanderText.replace('for (const', "throw new Error('lost')\n    for (const"))
    play(2)
    await unfold()
    const items = history().getByRole('listitem')
    await expect
      .element(items.nth(0))
      .toHaveTextContent(new RegExp(`^v${version(3)}withdrawn.*lost`))
    await expect.element(items.nth(1)).toHaveTextContent(`v${version(2)}current, committed`)
    await expect.element(items.nth(2)).toHaveTextContent(`v${version(1)}committed`)
  })

  test('runs an earlier version at the press of a button, and logs it', async () => {
    const { turn, play, behaviours, version } = startHudGame({ open: true })
    await turn(2)
    await unfold()
    await page.getByRole('button', { name: `Run this: version ${version(1)}`, exact: true }).click()
    expect(behaviours.inspect('npc/wander').version).toBe(version(1))
    play()
    await expect
      .element(history().getByRole('listitem').nth(1))
      .toHaveTextContent(`v${version(1)}current`)
    await panel().getByText('Rollbacks (1)').click()
    await expect
      .element(panel())
      .toHaveTextContent(`npc/wanderv${version(2)} → v${version(1)}by hand`)
  })

  test('has no button to run a version that was withdrawn', async () => {
    const { edit, play } = startHudGame({ open: true })
    await edit(wanderText.replace('for (const', "throw new Error('lost')\n    for (const"))
    play(2)
    await unfold()
    await expect.element(history()).toHaveTextContent('withdrawn')
    await expect.element(page.getByRole('button', { name: /^Run this/ })).not.toBeInTheDocument()
  })

  test('says why a version cannot run', async () => {
    const { turn, hot, behaviours, version } = startHudGame({ open: true })
    await turn(2)
    await unfold()
    const button = page.getByRole('button', {
      name: `Run this: version ${version(1)}`,
      exact: true,
    })
    await expect.element(button).toBeVisible()
    const element = button.element()
    hot.rollback('npc/wander', version(1))
    if (element instanceof HTMLElement) element.click()
    await expect.element(panel().getByRole('alert')).toHaveTextContent('is current already')
    expect(behaviours.inspect('npc/wander').version).toBe(version(1))
  })

  test('compares a version with the current one', async () => {
    const { turn, version } = startHudGame({ open: true })
    await turn(2)
    await unfold()
    await page.getByRole('button', { name: `Compare version ${version(1)}`, exact: true }).click()
    const difference = panel().getByRole('group', {
      name: `What changed from version ${version(1)} to version ${version(2)}`,
    })
    await expect.element(difference).toHaveTextContent(/- const TURN = 1.*\+ const TURN = 2/)
    await page.getByRole('button', { name: `Compare version ${version(1)}`, exact: true }).click()
    await expect.element(difference).not.toBeInTheDocument()
  })

  test('keeps the focus where it is while it is updated', async () => {
    const { turn, root, version } = startHudGame({ open: true })
    await turn(2)
    await unfold()
    const compare = page
      .getByRole('button', { name: `Compare version ${version(1)}`, exact: true })
      .element()
    if (compare instanceof HTMLElement) compare.focus()
    await turn(3)
    await expect.element(history()).toHaveTextContent(`v${version(3)}current`)
    expect(root.activeElement).toBe(compare)
  })
})

describe('the frames', () => {
  test('are drawn, with the hot-reload work in another colour', async () => {
    const { root, hud, edit, play } = startHudGame({ open: true, frames: 10 })
    const drawn = () => coloursOf(root.querySelector('canvas'))
    for (let frame = 0; frame < 10; frame++) hud.recordFrame(40)
    await expect.poll(() => drawn().size).toBe(1)
    await edit(slowlyMigrating)
    for (let frame = 0; frame < 10; frame++) {
      play(1)
      hud.recordFrame(40)
    }
    await expect.poll(() => drawn().size).toBe(2)
    await expect
      .element(page.getByRole('figure'))
      .toHaveTextContent(/reload work ≤ (\d{2,}|[2-9])\.\d\d of 0.5 ms/)
  })

  test('take the lengths that the game records', async () => {
    const { hud } = startHudGame({ open: true, frames: 4 })
    for (const milliseconds of [10, 20, 30, 40]) hud.recordFrame(milliseconds)
    await expect.element(page.getByRole('figure')).toHaveTextContent('frame 25.0, longest 40.0 ms')
  })

  test('show the budget that there is', async () => {
    const { behaviours } = startHudGame({ open: true })
    behaviours.budget = 2
    await expect.element(page.getByRole('figure')).toHaveTextContent('of 2 ms')
    behaviours.budget = { entities: 100 }
    await expect.element(page.getByRole('figure')).toHaveTextContent('ms, budget 100 entities')
  })
})

test('the panel is as large as a narrow window allows', async () => {
  startHudGame({ open: true })
  const { innerWidth: width, innerHeight: height } = window
  await page.viewport(360, 500)
  const box = panel().element().getBoundingClientRect()
  await page.viewport(width, height)
  expect([box.left, box.right]).toEqual([12, 348])
  expect(box.top).toBeGreaterThanOrEqual(0)
})

/** The colours of the pixels that are painted. */
function coloursOf(canvas: HTMLCanvasElement | null): ReadonlySet<string> {
  const pixels =
    canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  const colours = new Set<string>()
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] === 255) colours.add(`${pixels[i]} ${pixels[i + 1]} ${pixels[i + 2]}`)
  }
  return colours
}
