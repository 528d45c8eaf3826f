// Missing versions: the errors for scripts and versions that the history does not hold.

import { didYouMean, TickswapError } from 'tickswap'
import type { VersionRecord } from '../state/history.ts'

export function unknownScript(id: string, known: Iterable<string>): TickswapError {
  return new TickswapError(`There is no history of a script "${id}"${didYouMean(id, known)}`)
}

/** `wanted` says which: `version 3`. */
export function missingVersion(
  id: string,
  wanted: string,
  records: readonly Pick<VersionRecord, 'number' | 'outcome'>[],
): TickswapError {
  const kept = records.map(({ number, outcome }) => `${number} (${outcome})`).join(', ')
  return new TickswapError(`The history of "${id}" holds no ${wanted}. It holds ${kept}.`)
}
