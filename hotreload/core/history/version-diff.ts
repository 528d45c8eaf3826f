// versionDiff: what differs between the sources of two versions, line by line.

import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff'
import type { HistoryVersion } from '../state/history.ts'

/** One line of a difference. Lines count from 1. */
export type DiffLine =
  | {
      readonly kind: 'same'
      readonly text: string
      readonly lineBefore: number
      readonly lineAfter: number
    }
  | { readonly kind: 'removed'; readonly text: string; readonly lineBefore: number }
  | { readonly kind: 'added'; readonly text: string; readonly lineAfter: number }

/** Lines that changed close to each other, with the ones around them. */
export interface DiffHunk {
  readonly lines: readonly DiffLine[]
}

/** What differs between two versions of a script. Plain data. */
export interface VersionDiff {
  readonly from: number
  readonly to: number
  /** In order. Empty if the texts are the same. */
  readonly hunks: readonly DiffHunk[]
  readonly added: number
  readonly removed: number
  /** The same as a unified diff, for a log or for `patch`; empty if the texts are the same. */
  readonly unified: string
}

/** How to compare. */
export interface VersionDiffOptions {
  /** How many unchanged lines are shown around a change. Default 3. */
  readonly context?: number
}

/**
 * Compares the sources of two versions.
 *
 * @example
 * ```ts
 * const [now, before] = hotReload.history('wander')
 * if (now && before) console.log(versionDiff(before, now).unified)
 * ```
 */
export function versionDiff(
  before: Pick<HistoryVersion, 'version' | 'text'>,
  after: Pick<HistoryVersion, 'version' | 'text'>,
  { context = 3 }: VersionDiffOptions = {},
): VersionDiff {
  const patch = structuredPatch(
    `version ${before.version}`,
    `version ${after.version}`,
    before.text,
    after.text,
    undefined,
    undefined,
    { context },
  )
  const hunks = patch.hunks.map(({ lines, oldStart, newStart }) =>
    numbered(lines, oldStart, newStart),
  )
  const lines = hunks.flatMap((hunk) => hunk.lines)
  return {
    from: before.version,
    to: after.version,
    hunks,
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
    unified: hunks.length === 0 ? '' : formatPatch(patch, FILE_HEADERS_ONLY),
  }
}

/** Gives each line its number before, after, or both. */
function numbered(lines: readonly string[], oldStart: number, newStart: number): DiffHunk {
  let lineBefore = oldStart
  let lineAfter = newStart
  const result: DiffLine[] = []
  for (const line of lines) {
    const text = line.slice(1)
    if (line.startsWith(' ')) {
      result.push({ kind: 'same', text, lineBefore: lineBefore++, lineAfter: lineAfter++ })
    } else if (line.startsWith('-'))
      result.push({ kind: 'removed', text, lineBefore: lineBefore++ })
    else if (line.startsWith('+')) result.push({ kind: 'added', text, lineAfter: lineAfter++ })
  }
  return { lines: result }
}
