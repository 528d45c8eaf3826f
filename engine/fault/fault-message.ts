// describeFault: the sentences in which faults are reported.

import { TickswapError } from '../base/tickswap-error.ts'
import type { Fault, Thrown } from './fault.ts'

/** A fault with its sentence. */
export function describeFault(fault: Omit<Fault, 'message'>): Fault {
  const kind = fault.kind === 'behaviour' ? 'Behaviour' : 'System'
  const whom = fault.entity === undefined ? '' : ` for entity ${fault.entity}`
  const what = `${kind} "${fault.id}" version ${fault.version} threw in ${fault.hook}${whom}: ${describeError(fault.error)}.`
  return {
    ...fault,
    message: `${what} ${fault.kind === 'behaviour' ? forEntities(fault) : forSystem(fault)}`,
  }
}

/** What `publish` throws when a version's `setup` did: nothing was touched. */
export function setupError(script: Pick<Fault, 'kind' | 'id'>, { error }: Thrown): TickswapError {
  const kind = script.kind === 'behaviour' ? 'Behaviour' : 'System'
  const message = `${kind} "${script.id}" threw in setup: ${describeError(error)}. The version was not published.`
  return new TickswapError(message, { cause: error })
}

/** The message of whatever was thrown, without a full stop; scripts may throw what cannot even be shown. */
export function describeError(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).replace(/\.$/, '')
  } catch {
    return 'something that cannot be shown'
  }
}

function forEntities({ outcome, runs, entities }: Omit<Fault, 'message'>): string {
  const [their, are, go] =
    entities === 1 ? ['Its entity', 'is', 'goes'] : [`Its ${entities} entities`, 'are', 'go']
  switch (outcome) {
    case 'withdrawn':
      return runs === 0
        ? `${their} ${are} waiting for a version that works.`
        : `${their} ${are} back on version ${runs}.`
    case 'counted':
      return 'The version stays.'
    case 'released':
      return 'The version was released all the same.'
    case 'rolledBack':
      return `That was once too often. ${their} ${go} back to version ${runs}.`
    case 'suspended':
      return `That was once too often. ${their} ${are} suspended until a new version comes.`
  }
}

function forSystem({ outcome, runs }: Omit<Fault, 'message'>): string {
  switch (outcome) {
    case 'withdrawn':
      return runs === 0 ? 'It waits for a version that works.' : `Version ${runs} runs again.`
    case 'counted':
      return 'The version stays.'
    case 'released':
      return 'The version was released all the same.'
    case 'rolledBack':
      return `That was once too often. Version ${runs} runs again.`
    case 'suspended':
      return 'That was once too often. It is suspended until a new version comes.'
  }
}
