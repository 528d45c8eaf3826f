// narrate: turns what the hot reload tells into sentences about the game.

import type { Behaviours, Fault } from 'tickswap'
import { type HotReload, LoopError } from 'tickswap/hotreload'
import type { Story } from './story.ts'
import type { Witness } from './witness.ts'

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
  let live = ''
  story.tell(GREETING)

  hotReload.on('published', ({ versions, milliseconds }) => {
    const named = Object.entries(versions).map(([id, version]) => `${id} version ${version}`)
    live = `Live after ${Math.max(1, Math.round(milliseconds))} ms: ${named.join(', ')}.`
    story.tell(live, 'good')
  })
  hotReload.on('settled', ({ id }) => {
    const { entities } = behaviours.inspect(id)
    if (entities > 0 && live) story.tell(`${live} ${followed(entities, witness, behaviours)}`, 'good')
    live = ''
  })
  hotReload.on('unchanged', () => story.tell('The code is the one that runs: no new version.'))
  hotReload.on('rejected', ({ ids }) => {
    live = ''
    story.tell(`Refused: ${ids.join(', ')}. What ran before runs on, as if nothing had happened.`, 'bad')
  })
  hotReload.on('faulted', ({ fault }) => {
    live = ''
    story.tell(consequence(fault, witness), 'bad')
  })
  hotReload.on('rolledBack', ({ id, from, to, by }) => {
    if (by === 'hand') story.tell(`${id} is back on version ${to}, from ${from}.`, 'good')
  })
  hotReload.on('removed', ({ ids }) => {
    story.tell(`${ids.join(', ')}: the file is gone. It rests, and its state waits for it.`, 'bad')
  })
  hotReload.on('warned', ({ message }) => story.tell(message, 'bad'))
  hotReload.on('failed', ({ error }) => story.tell(`The compiler failed: ${String(error)}`, 'bad'))
}

function followed(entities: number, { frames, worstReload }: Witness, { budget }: Behaviours): string {
  const whole = `All ${entities.toLocaleString('en')} followed within ${plural(frames, 'frame')}`
  const spent = `the dearest spent ${worstReload.toFixed(2)} ms`
  return typeof budget === 'number' && Number.isFinite(budget)
    ? `${whole}; ${spent} of ${budget}.`
    : `${whole}; ${spent}.`
}

function consequence(fault: Fault, { frames }: Witness): string {
  const { id, version, outcome, runs, entities, error } = fault
  if (outcome !== 'withdrawn' || runs === 0) return fault.message
  const when = frames === 0 ? 'in its first frame' : `after ${plural(frames, 'frame')}`
  const what = error instanceof LoopError ? 'did not come back and was ended' : 'threw'
  const whom = entities > 1 ? ` with the state they had` : ''
  return `${id} version ${version} ${what}, ${when}. Back on version ${runs} within that frame,${whom}.`.replace(
    /,\.$/,
    '.',
  )
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
