// Script diff: finds the two versions of a script that are to be compared.

import type { VersionRecord } from '../state/history.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { missingVersion, unknownScript } from './missing-version.ts'
import { type VersionDiff, versionDiff } from './version-diff.ts'

/**
 * By default, compares the version before the current one with the current one. Throws a
 * `TickswapError` if one is missing.
 */
export function scriptDiff(
  { behaviours, history }: PipelineState,
  id: string,
  from?: number,
  to?: number,
): VersionDiff {
  const records = history.of(id)
  if (records.length === 0) throw unknownScript(id, history.scripts)
  const find = (number: number) => {
    const record = history.find(id, number)
    if (record) return sourceOf(record)
    throw missingVersion(id, `version ${number}`, records)
  }
  const after = find(to ?? behaviours.inspect(id).version)
  const before = from ?? records.find(({ number }) => number < after.version)?.number
  if (before === undefined) throw missingVersion(id, `version before ${after.version}`, records)
  return versionDiff(find(before), after)
}

function sourceOf({ number, linked }: VersionRecord) {
  return { version: number, text: linked.text }
}
