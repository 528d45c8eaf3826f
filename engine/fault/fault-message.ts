// describeFault: the sentences in which faults are reported.

import { errorMessage } from '../base/error-message.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Fault, Thrown } from './fault.ts'
import type { FaultLimit } from './fault-limit.ts'

type Undescribed = Omit<Fault, 'message'>

/** Adds the message. `faultLimit` is named where the version exceeded it. */
export function describeFault(fault: Undescribed, faultLimit: FaultLimit): Fault {
  const { version, hook, entity, error } = fault
  const whom = entity === undefined ? '' : ` for entity ${entity}`
  const what = describeThrow(fault, `version ${version} threw in ${hook}${whom}`, error)
  return { ...fault, message: `${what} ${describeOutcome(fault, faultLimit)}` }
}

/** What `publish` throws when a version's `setup` did: nothing was touched. */
export function setupError(script: Pick<Fault, 'kind' | 'id'>, { error }: Thrown): TickswapError {
  const what = describeThrow(script, 'threw in setup', error)
  return new TickswapError(`${what} The version was not published.`, { cause: error })
}

/** Names the script, what happened, and the message of whatever was thrown. */
function describeThrow({ kind, id }: Pick<Fault, 'kind' | 'id'>, what: string, error: unknown) {
  const name = `${kind === 'behaviour' ? 'Behaviour' : 'System'} "${id}"`
  return `${name} ${what}: ${errorMessage(error).replace(/\.$/, '')}.`
}

function describeOutcome(
  { kind, outcome, runs, entities }: Undescribed,
  { limit, window }: FaultLimit,
): string {
  const isOne = kind === 'system' || entities === 1
  const they = kind === 'system' ? 'It' : isOne ? 'Its entity' : `Its ${entities} entities`
  const theyAre = `${they} ${isOne ? 'is' : 'are'}`
  const exceeded = `It exceeded its fault limit (${limit} in ${window / 1000} s). ${theyAre}`
  switch (outcome) {
    case 'withdrawn':
      return runs === 0
        ? `${theyAre} waiting for a version that works.`
        : `${theyAre} back on version ${runs}.`
    case 'counted':
      return 'It keeps running.'
    case 'released':
      return 'The version is no longer in use.'
    case 'rolledBack':
      return `${exceeded} going back to version ${runs}.`
    case 'suspended':
      return `${exceeded} suspended; publish a new version to resume it.`
  }
}
