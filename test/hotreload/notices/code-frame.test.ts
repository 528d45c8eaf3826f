// Code frames and summaries: diagnostics as text.

import { codeFrame, type Diagnostic, summarise } from 'tickswap/hotreload'
import { describe, expect, test } from 'vitest'

const diagnostic: Diagnostic = {
  severity: 'error',
  stage: 'compile',
  code: 'syntax',
  script: 'npc/wander',
  message: 'Unexpected ";"',
  location: { file: 'npc/wander.ts', line: 12, column: 9, length: 1, lineText: 'let x = ;' },
}

describe('a code frame', () => {
  test('marks the place under the source line', () => {
    expect(
      codeFrame({ ...diagnostic, replacement: '0', hint: 'Be brief.', notes: ['So it is.'] }),
    ).toBe(
      [
        'npc/wander.ts:12:9: error: Unexpected ";"',
        '  12 | let x = ;',
        '     |         ^',
        '  Write: 0',
        '  Hint: Be brief.',
        '  Note: So it is.',
      ].join('\n'),
    )
  })

  test('keeps tabs, so that the mark stands right', () => {
    const location = { file: 'a.ts', line: 1, column: 3, length: 3, lineText: '\t\tfoo' }
    expect(codeFrame({ ...diagnostic, location }).split('\n')[2]).toBe('    | \t\t^^^')
  })

  test('cuts a long line around the place', () => {
    const location = {
      file: 'a.ts',
      line: 1,
      column: 5001,
      length: 4,
      lineText: `${'x'.repeat(5000)}here${'y'.repeat(5000)}`,
    }
    const [, line = '', mark = ''] = codeFrame({ ...diagnostic, location }).split('\n')
    expect(line.length).toBeLessThan(120)
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('here')
  })

  test('names the script when there is no place', () => {
    const { location: _, ...rest } = diagnostic
    expect(codeFrame(rest)).toBe('npc/wander: error: Unexpected ";"')
  })
})

test('a summary counts, then lists', () => {
  expect(
    summarise([diagnostic, diagnostic, { ...diagnostic, severity: 'warning' }]).split('\n')[0],
  ).toBe('2 errors and 1 warning')
  expect(summarise([])).toBe('no problems')
})
