// The console notifier: a line for a success, the code frame for an error, nothing twice.

import { consoleNotifier, type Diagnostic, type Notice } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'

const problem: Diagnostic = {
  severity: 'error',
  stage: 'compile',
  code: 'syntax',
  script: 'wander',
  message: 'Unexpected ";"',
  location: { file: 'wander.ts', line: 3, column: 9, length: 1, lineText: 'let x = ;' },
}
const live: Notice = {
  key: 'live',
  tone: 'success',
  title: 'wander is live',
  message: 'Version 12, 8 ms.',
  diagnostics: [],
  ids: ['wander'],
  lasts: 3_000,
}
const rejected: Notice = {
  key: 'script:wander',
  tone: 'error',
  title: 'wander was rejected',
  message: 'What runs goes on.',
  diagnostics: [problem],
  ids: ['wander'],
  lasts: undefined,
}

let written: string[]

beforeEach(() => {
  written = []
})

const log = (text: string) => written.push(text)

describe('the console', () => {
  test('gets one line for a success', () => {
    consoleNotifier({ log }).show(live)
    expect(written).toEqual(['✓ wander is live. Version 12, 8 ms.'])
  })

  test('gets the code frame of an error', () => {
    consoleNotifier({ log }).show(rejected)
    expect(written).toEqual([
      [
        '✗ wander was rejected. What runs goes on.',
        '  wander.ts:3:9: error: Unexpected ";"',
        '    3 | let x = ;',
        '      |         ^',
      ].join('\n'),
    ])
  })

  test('is not shown the same error again', () => {
    const notifier = consoleNotifier({ log })
    notifier.show(rejected)
    notifier.show({ ...rejected })
    expect(written.length).toBe(1)
  })

  test('is shown another error, and the first one when it comes back', () => {
    const notifier = consoleNotifier({ log })
    notifier.show(rejected)
    notifier.show({ ...rejected, diagnostics: [] })
    notifier.show(rejected)
    expect(written.length).toBe(3)
  })

  test('is shown every success', () => {
    const notifier = consoleNotifier({ log })
    notifier.show(live)
    notifier.show(live)
    expect(written.length).toBe(2)
  })

  test('is shown that an error is over, unless a success says so', () => {
    const notifier = consoleNotifier({ log })
    notifier.show(rejected)
    notifier.withdraw(rejected.key)
    expect(written.at(-1)).toBe('✓ Over: wander was rejected.')
    notifier.show(rejected)
    notifier.show(live)
    notifier.withdraw(rejected.key)
    expect(written.at(-1)).toBe('✓ wander is live. Version 12, 8 ms.')
  })

  test('gets colours only if it wants them', () => {
    consoleNotifier({ log, colour: true }).show(rejected)
    expect(written[0]).toContain('\u001b[31m✗\u001b[39m wander was rejected.')
  })

  test('is the one of the environment by default', () => {
    const before = console.log
    console.log = log
    try {
      consoleNotifier().show(live)
    } finally {
      console.log = before
    }
    expect(written.length).toBe(1)
  })
})
