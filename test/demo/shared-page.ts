// One page with the demo for all tests of a file that imports it. Each test finds it as it was
// first, and leaves no error.

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Demo, startDemo, startOver } from './demo-page.ts'

let demo: Demo
let errors: readonly string[]
/** How many of them the tests before have left. */
let known = 0

/** There once the tests run. */
export let page: Page

beforeAll(async () => {
  demo = await startDemo()
  ;({ page, errors } = await demo.open())
})

afterEach(async () => {
  const fresh = errors.slice(known)
  known = errors.length
  await startOver(page)
  expect(fresh).toEqual([])
})

afterAll(() => demo?.close())
