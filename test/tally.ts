// tally: what a run of the tests came to, and whether it counts as a success.

import type { TestModule } from 'vitest/node'

/** A finished run in figures. A file or suite that could not start counts as one failed test. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** Counts the tests of all projects. Skipped ones count as neither. */
export function tally(modules: readonly TestModule[]): Tally {
  let passed = 0
  let failed = 0
  for (const module of modules) {
    for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) failed++
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      if (state === 'failed') failed++
    }
  }
  return { passed, failed }
}
