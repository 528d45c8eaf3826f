// Old versions are collected, whatever they did and however their script came: only what can be
// rolled back to stays.

import { beforeAll, describe, expect, test } from 'vitest'
import { EDITS, type Evenings, playLongDays } from './long-day.ts'
import { ways } from './ways.ts'

/** What the history keeps: the last versions, the one that runs and the good one. */
const HISTORY = 10 + 2
/**
 * The engine keeps as many good versions to go back to, and the one that runs. Some are the same.
 */
const ANCESTORS = 10 + 1
/** A version with its code and its hooks takes ten times as much. */
const BYTES_AN_EDIT = 1_000
const MILLISECONDS_AN_EDIT = 500

let days: Evenings

beforeAll(async () => {
  days = await playLongDays(ways)
}, EDITS * MILLISECONDS_AN_EDIT)

describe(`${EDITS} edits leave only versions that can be rolled back to`, () => {
  test.for(ways.map(({ title }, place) => ({ title, place })))(
    'of a script $title',
    ({ place }) => {
      const { evaluated = new Map(), alive = new Map() } = days.evenings[place] ?? {}
      for (const [id, count] of alive) expect(count, id).toBeLessThanOrEqual(HISTORY + ANCESTORS)
      expect([...evaluated.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(
        EDITS / 2,
      )
    },
  )
})

test(`${EDITS} edits do not make the heap grow`, () => {
  expect(days.growth).toBeLessThan(BYTES_AN_EDIT)
})

const kinds = [
  'published',
  'rejected',
  'unchanged',
  'withdrawn',
  'rolledBack',
  'rolled back by hand',
]

test.for(ways.map(({ title }, place) => ({ title, place })))(
  'a script $title was edited in every way',
  ({ place }) => {
    const { happened = new Map() } = days.evenings[place] ?? {}
    for (const kind of kinds) expect(happened.get(kind) ?? 0, kind).toBeGreaterThan(EDITS / 100)
    expect(happened.get('failed')).toBeUndefined()
  },
)
