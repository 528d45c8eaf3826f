// LoopError: what a script's endless loop or runaway recursion ends with.

import type { Milliseconds } from 'tickswap'
import type { SourceLocation } from '../contracts/diagnostic.ts'
import type { GuardPlace } from './guard-place.ts'

/**
 * Thrown out of a script that ran for longer than the loop guard's limit. To the engine it is a
 * fault like any other. The stack shows where the script was caught; `location` is the loop that
 * did not end, or the function that was called over and over.
 */
export class LoopError extends Error {
  override readonly name = 'LoopError'
  readonly location: SourceLocation

  constructor(place: GuardPlace, spent: Milliseconds) {
    super(describe(place, `${Math.round(spent)} ms`))
    this.location = place.location
  }
}

function describe({ kind, name, location }: GuardPlace, spent: string): string {
  const where = `${location.file}:${location.line}`
  if (kind === 'loop') {
    return (
      `The loop at ${where} ran for ${spent} without an end. Check what should end it; if it may ` +
      'take that long, write "// tickswap: no-loop-guard" above it.'
    )
  }
  const what = name ? `function "${name}"` : 'function'
  return (
    `The ${what} at ${where} was called over and over for ${spent}. Check what should end that; ` +
    'if it may take so long, raise the limit with configureLoopGuard.'
  )
}
