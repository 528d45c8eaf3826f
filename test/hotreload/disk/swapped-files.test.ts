// A file, or a folder above it, is swapped for a link that leads outside, while it is read: no byte
// from there is had.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readWithin } from '#disk'
import { stableRead } from '#hotreload/node/watch/read/stable-read'
import { type Swapper, swapForLink } from './swap-for-link.ts'

/** How often the file must have been had, and not, and swapped, or the test has shown nothing. */
const OFTEN = { atOnce: 1_000, later: 100 }

const FILE = 'npc/wander.ts'

let place: string
let root: string
let swapper: Swapper

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'tickswap-')))
  root = join(place, 'scripts')
  mkdirSync(join(root, 'npc'), { recursive: true })
  mkdirSync(join(place, 'outside'))
  writeFileSync(join(root, FILE), '// fine')
  writeFileSync(join(place, 'outside/wander.ts'), '// secret')
})

afterEach(async () => {
  await swapper.stop()
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
})

const swapped = [
  { what: 'a file', path: FILE, target: 'outside/wander.ts' },
  { what: 'a folder', path: 'npc', target: 'outside' },
]

const swap = ({ path, target }: (typeof swapped)[number]) =>
  swapForLink({ path: join(root, path), aside: join(place, 'aside'), target: join(place, target) })

describe.each(swapped)('$what', (one) => {
  test('is read at once, or not at all', async () => {
    swapper = swap(one)
    const had = new Map<string | undefined, number>()
    while (isRare(OFTEN.atOnce, had, swapper)) {
      for (let read = 0; read < 100; read++)
        count(had, readWithin(root, join(root, FILE))?.toString())
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect([...had.keys()].sort()).toEqual(['// fine', undefined])
  })

  test('is looked at, and trusted if it is the one in the folder', async () => {
    swapper = swap(one)
    const had = new Map<string | undefined, number>()
    while (isRare(OFTEN.later, had, swapper)) {
      const sight = await stableRead(FILE, { root, maxSize: 1_000 })
      count(had, sight.kind === 'text' ? sight.text : undefined)
    }
    expect([...had.keys()].sort()).toEqual(['// fine', undefined])
  })
})

function count(had: Map<string | undefined, number>, text: string | undefined): void {
  had.set(text, (had.get(text) ?? 0) + 1)
}

function isRare(
  often: number,
  had: ReadonlyMap<string | undefined, number>,
  { swaps }: Swapper,
): boolean {
  return [had.get('// fine') ?? 0, had.get(undefined) ?? 0, swaps()].some((n) => n < often)
}
