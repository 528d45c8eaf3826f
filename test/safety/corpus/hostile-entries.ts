// Hostile entries: what a backup's store may hold that nobody saved so.

import { textHash } from 'tickswap/hotreload/adapters'
import { hostileIds } from './hostile-paths.ts'

const text = 'export const a = 1'
const entry = { id: 'bad', file: 'bad.ts', text, hash: textHash(text), savedAt: 1_000 }

/** None of these is an entry. */
export const hostileEntries: readonly (readonly [what: string, entry: unknown])[] = [
  ...[null, true, 1, 'text', [], {}, [entry], { entry }].map((value) => {
    return [JSON.stringify(value), value] as const
  }),
  ...['id', 'file', 'text', 'hash', 'savedAt'].flatMap((key) =>
    [null, true, {}, [], ['good'], { toString: 'good' }].map((value) => {
      return [`${key} is ${JSON.stringify(value)}`, { ...entry, [key]: value }] as const
    }),
  ),
  ...['0', '2030-01-01', '', 'NaN'].map((savedAt) => {
    return [`savedAt is the text ${savedAt}`, { ...entry, savedAt }] as const
  }),
  ...['../bad.ts', '/etc/passwd', 'good', 'good.exe', 'other.ts', 'good.ts/x', 'good.ts\0', ''].map(
    (file) => [`the file is ${JSON.stringify(file)}`, { ...entry, file }] as const,
  ),
  ...hostileIds.slice(0, 40).map((id) => {
    return [`the id is ${JSON.stringify(id)}`, { ...entry, id, file: `${id}.ts` }] as const
  }),
  ['the text was altered', { ...entry, text: 'export const a = 2' }],
  ['the hash is another', { ...entry, hash: textHash('') }],
  ['the hash is in capitals', { ...entry, hash: entry.hash.toUpperCase() }],
  ['the text is too long', longEntry()],
  ['all is in __proto__', JSON.parse(`{"__proto__": ${JSON.stringify(entry)}}`)],
]

/** Times of entries that are fine otherwise. They are taken: only people read them. */
export const oddTimes: readonly number[] = [0, -1, -1e300, 1e300, 8.64e15, 8.64e15 + 1, 4e12, 0.5]

function longEntry() {
  const text = '\u0001'.repeat(2_000_001)
  return { ...entry, text, hash: textHash(text) }
}
