// One page with the demo for all tests of a file that imports it. Each test finds it as it was first, and leaves no error.

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type Demo, startDemo, startOver } from './demo-page.ts'

// A page that is drawn in software takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let demo: Demo
let errors: readonly string[]

/** There once the tests run. */
export let page: Page

beforeAll(async () => {
  demo = await startDemo()
  ;({ page, errors } = await demo.open())
})

afterEach(async () => {
  expect(errors).toEqual([])
  await startOver(page)
})

afterAll(() => demo.close())
