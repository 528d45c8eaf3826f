// Diagnostics in the demo's editor: underlined where they are, also when the text has changed since.

import { Text } from '@codemirror/state'
import type { Diagnostic } from 'tickswap/hotreload'
import { expect, test } from 'vitest'
import { editorProblem, problemText } from '../../demo/view/problem.ts'

const document = Text.of(['const a = 1', 'const b == 2', ''])

test('a problem is underlined as far as it goes', () => {
  expect(underlined(at(2, 9, 2))).toBe('==')
})

test('a problem at the end of a line underlines the character before', () => {
  expect(underlined(at(1, 12, 0))).toBe('1')
})

test('a problem beyond the text is kept inside it', () => {
  expect(underlined(at(99, 99, 5))).toBe('')
  expect(underlined(at(1, 99, 5))).toBe('1')
})

test('a problem without a place marks the first line', () => {
  const { location: _, ...nowhere } = at(1, 1, 0)
  expect(underlined(nowhere)).toBe('c')
})

test('a problem reads as a place, a message and what to do', () => {
  expect(problemText({ ...at(2, 9, 2), suggestion: '=' })).toBe('wander.ts:2:9  Unexpected "==" (write "=")')
})

function underlined(diagnostic: Diagnostic): string {
  const { from, to } = editorProblem(diagnostic, document)
  return document.sliceString(from, to)
}

function at(line: number, column: number, length: number): Diagnostic {
  const location = { file: 'wander.ts', line, column, length, lineText: '' }
  return {
    severity: 'error',
    stage: 'compile',
    code: 'syntax',
    script: 'wander',
    message: 'Unexpected "=="',
    location,
  }
}
