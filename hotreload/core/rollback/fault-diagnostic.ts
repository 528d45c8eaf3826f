// Fault diagnostic: a fault of a running script as a diagnostic, with the place in the source of
// the version that threw.

import type { Fault } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import { thrownLocation } from '../link/thrown-location.ts'
import type { LinkedModule } from '../state/linked-module.ts'

/**
 * `linked` is the module of the version that threw; without it, or without a stack, the place is
 * not known.
 */
export function faultDiagnostic(fault: Fault, linked: LinkedModule | undefined): Diagnostic {
  const location = linked && thrownLocation(fault.error, linked.compiledClosure)
  return {
    severity: 'error',
    stage: 'run',
    code: 'fault',
    script: fault.id,
    message: fault.message,
    ...(location && { location }),
  }
}
