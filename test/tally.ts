// tally: what a run of the tests came to, how long it took, and whether it counts as a success.

import type { TestCase, TestModule } from 'vitest/node'

/** A finished run in figures. A file or suite that could not start counts as one failed test. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /**
   * By the name of the project, from the start of its first test to the end of its last. Projects
   * run side by side.
   */
  readonly seconds: ReadonlyMap<string, number>
}

/** Counts the tests of all projects. Skipped ones count as neither. */
export function tally(modules: readonly TestModule[]): Tally {
  let passed = 0
  let failed = 0
  for (const module of modules) {
    for (const suite of [module, ...module.children.allSuites()])
      if (suite.errors().length > 0) failed++
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      if (state === 'failed') failed++
    }
  }
  return { passed, failed, seconds: secondsOf(modules) }
}

function secondsOf(modules: readonly TestModule[]): ReadonlyMap<string, number> {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const names = new Set(tests.map(({ project }) => project.name))
  const of = (name: string) => tests.filter(({ project }) => project.name === name)
  return new Map([...names].map((name) => [name, secondsBetween(of(name))]))
}

/** From the first start to the last end. */
function secondsBetween(tests: readonly TestCase[]): number {
  const times = tests.flatMap((test) => test.diagnostic() ?? [])
  const start = Math.min(...times.map(({ startTime }) => startTime))
  const end = Math.max(...times.map(({ startTime, duration }) => startTime + duration))
  return times.length === 0 ? 0 : (end - start) / 1000
}
