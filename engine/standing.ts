// standing: where a version stands that is on no rollout.

import type { ScriptReport } from './report.ts'
import type { Version } from './version.ts'

/** The phase that a report tells, and why. */
export function standing({ number, suspended }: Version): Pick<ScriptReport, 'phase' | 'reason'> {
  if (suspended)
    return { phase: 'suspended', reason: 'it faulted too often; a new version arms it again' }
  if (number === 0) return { phase: 'waiting', reason: 'there is no version that works yet' }
  return { phase: 'committed', reason: 'it has proven itself' }
}
