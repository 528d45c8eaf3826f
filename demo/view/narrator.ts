// narrate: turns what the hot reload tells into sentences about the game.

import type { Behaviours, Fault } from 'tickswap'
import { type HotReload, LoopError } from 'tickswap/hotreload'
import type { Story } from './story.ts'
import type { Watch, Witness } from './witness.ts'

const GREETING = 'Drag a number, or type. Ctrl+S or ⌘S takes an edit at once.'

/** What `narrate` takes. */
export interface NarratorParts {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  readonly witness: Witness
  readonly story: Story
}

/** Tells from now on. */
export function narrate({ behaviours, hotReload, witness, story }: NarratorParts): void {
  /** Whether the last sentence is on a version that is still on its way to all who run it. */
  let isLive = false
  story.tell(GREETING)

  hotReload.on('published', ({ versions, milliseconds }) => {
    const named = Object.entries(versions).map(([id, version]) => `${id} version ${version}`)
    story.tell(
      `Live after ${Math.max(1, Math.round(milliseconds))} ms: ${named.join(', ')}.`,
      'good',
    )
    isLive = true
  })
  hotReload.on('settled', ({ id }) => {
    const { entities } = behaviours.inspect(id)
    if (entities === 0 || !isLive) return
    story.append(followed(entities, witness.sincePublished, behaviours))
    isLive = false
  })
  hotReload.on('unchanged', () =>
    story.tell('The code is the one that runs, so that there is no new version.'),
  )
  hotReload.on('rejected', ({ ids }) => {
    isLive = false
    story.tell(
      `Refused: ${ids.join(', ')}. What ran before runs on, as if nothing had happened.`,
      'bad',
    )
  })
  hotReload.on('faulted', ({ fault }) => {
    isLive = false
    story.tell(consequence(fault, witness.sincePublished), 'bad')
  })
  hotReload.on('rolledBack', ({ id, from, to, by }) => {
    if (by === 'hand') story.tell(`${id} is back on version ${to}, from ${from}.`, 'good')
  })
  hotReload.on('checked', ({ diagnostics }) => {
    const [first] = diagnostics
    if (first) story.append(`The type checker says: ${first.message}`)
  })
  hotReload.on('removed', ({ ids }) => {
    story.tell(
      `${ids.join(', ')}: the file was removed. Its entities are suspended, with their state, until it is back.`,
      'bad',
    )
  })
  hotReload.on('warned', ({ message }) => story.tell(message, 'bad'))
  hotReload.on('failed', ({ error }) => story.tell(`The compiler failed: ${String(error)}`, 'bad'))
}

function followed(
  entities: number,
  { frames, worstReload }: Watch,
  { budget }: Behaviours,
): string {
  const whole = `All ${entities.toLocaleString('en')} followed within ${plural(frames, 'frame')}`
  const spent = `the dearest spent ${worstReload.toFixed(2)} ms`
  return typeof budget === 'number' && Number.isFinite(budget)
    ? `${whole}; ${spent} of ${budget}.`
    : `${whole}; ${spent}.`
}

function consequence(fault: Fault, { frames }: Watch): string {
  const { id, version, outcome, runs, entities, error } = fault
  if (outcome !== 'withdrawn' || runs === 0) return fault.message
  const when = frames === 0 ? 'in its first frame' : `after ${plural(frames, 'frame')}`
  const what = error instanceof LoopError ? 'did not come back and was ended' : 'threw'
  const back = `Back on version ${runs} within that frame`
  return `${id} version ${version} ${what}, ${when}. ${back}${entities > 0 ? ', with the state they had' : ''}.`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
