// What people are shown of a hostile text: on the console, in a terminal, in a log, as metrics.

import {
  codeFrame,
  consoleNotifier,
  type Diagnostic,
  metricsText,
  type Notice,
  shownLine,
  shownText,
  summarise,
  textWidth,
} from 'tickswap/hotreload'
import { describe, expect, test } from 'vitest'
import { logChanges, overlayMessage } from '#hotreload/vite/serve/log-changes'
import { createNoticeBoard } from '../../demo/terminal/notice-board.ts'
import { createTerminalScreen } from '../../demo/terminal/terminal-screen.ts'
import { startGame } from '../hotreload/game/start-game.ts'
import { hidden, hostileTexts } from './corpus/hostile-texts.ts'

const texts = Object.entries(hostileTexts)
/** More than anything that is shown of one problem: long texts are cut. */
const MOST = 40_000

/** A diagnostic that holds the text wherever it can. */
function diagnosticOf(text: string): Diagnostic {
  const location = { file: `${text}.ts`, line: 3, column: 2, length: 4, lineText: text }
  return {
    severity: 'error',
    stage: 'run',
    code: text,
    script: text,
    message: text,
    location,
    replacement: text,
    hint: text,
    notes: [text, text],
  }
}

function noticeOf(text: string): Notice {
  const diagnostics = [diagnosticOf(text)]
  return {
    key: text,
    tone: 'error',
    title: text,
    message: text,
    diagnostics,
    ids: [text],
    lasts: undefined,
  }
}

function expectShown(shown: string): void {
  expect(shown).not.toMatch(hidden)
  expect(shown.length).toBeLessThan(MOST)
}

describe.each(texts)('a text that would %s', (_, text) => {
  test('is shown on the console as what it is', () => {
    const written: string[] = []
    const notifier = consoleNotifier({ log: (line) => written.push(line) })
    notifier.show(noticeOf(text))
    notifier.withdraw(text)
    expect(written.length).toBe(2)
    for (const shown of written) {
      expectShown(shown)
      const [, ...further] = shown.split('\n')
      expect(further.filter((line) => !line.startsWith('  '))).toEqual([])
    }
  })

  test('is shown in frames and summaries as what it is', () => {
    expectShown(codeFrame(diagnosticOf(text)))
    const summary = summarise([diagnosticOf(text), diagnosticOf(text)])
    expectShown(summary)
    expect(summary.split('\n').length).toBe(3)
  })

  test('is shown in a log of Vite’s and in its overlay as what it is', () => {
    const logged: string[] = []
    const log = (message: string) => void logged.push(message)
    const logger: Parameters<typeof logChanges>[0] = {
      info: log,
      warn: log,
      warnOnce: log,
      error: log,
      clearScreen: () => {},
      hasErrorLogged: () => false,
      hasWarned: false,
    }
    const change = { id: text, file: `${text}.ts`, diagnostics: [diagnosticOf(text)] }
    const first = logChanges(logger, [change], { noticed: 0, read: 0, compiled: 1 })
    expect(logged.length).toBe(2)
    for (const shown of logged) expectShown(shown)
    expect(first).toBe(change.diagnostics[0])
    const { err } = overlayMessage(diagnosticOf(text), { root: '/game' })
    for (const shown of [err.message, err.frame, err.id, err.loc?.file]) expectShown(shown ?? '')
  })

  test('is one label of metrics', () => {
    const game = startGame()
    const [report] = game.behaviours.inspect()
    if (!report) throw new Error('The game has no script.')
    const shown = metricsText(game.hotReload.stats(), [{ ...report, id: text }])
    const own = shown.split('\n').filter((line) => line.startsWith('tickswap_script_'))
    expect(shown).not.toMatch(hidden)
    expect(own.length).toBe(5)
    expect(
      own.filter((line) => !/^tickswap_script_\w+\{script="(?:[^"\\]|\\.)*"\} \d+$/.test(line)),
    ).toEqual([])
  })

  test('is drawn in a terminal in the lines and columns that it has', () => {
    const drawn: string[] = []
    const board = createNoticeBoard(() => 0)
    const output = { columns: 80, rows: 24, write: (part: string) => drawn.push(part) > 0 }
    const screen = createTerminalScreen(output)
    board.show(noticeOf(text))
    const game = startGame()
    screen.draw(game.behaviours.world, board.lines(0))
    const [, picture = ''] = drawn
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the screen itself sends.
    const plain = picture.replaceAll(/\u001b\[(?:H|K|J|3[1-3]m|39m)/g, '')
    const lines = plain.split('\r\n')
    expect(lines.length).toBeLessThanOrEqual(24)
    for (const line of lines) {
      expect(line).not.toMatch(hidden)
      expect(line).not.toMatch(/[\t\n]/)
      expect(textWidth(line)).toBeLessThanOrEqual(80)
    }
  })
})

describe('a text that is shown', () => {
  test('is as it was if nothing in it is hidden', () => {
    const text = 'Unexpected "ü" 狼 😀 ❤️ \t (a.ts:1:2)\nand «more» עברית'
    expect(shownText(text)).toBe(text)
  })

  test('names each hidden character as JavaScript does', () => {
    expect(shownText('\u001b\u0000\u009b\u202e\u{e0041}\ud800\r')).toBe(
      '\\x1b\\x00\\x9b\\u202e\\u{e0041}\\ud800\\x0d',
    )
  })

  test('has the line breaks of Windows as line breaks', () => {
    expect(shownText('a\r\nb')).toBe('a\nb')
    expect(shownLine('a\r\nb')).toBe('a\\nb')
  })

  test('is cut, and says how long it is, between two characters', () => {
    expect(shownText('x'.repeat(1_234), 3)).toBe('xxx… (1,234 characters)')
    expect(shownText('😀😀😀', 3)).toBe('😀😀… (6 characters)')
  })
})

describe('the mark under a line', () => {
  /** The columns from which and to which the mark reaches, and what stands above it. */
  function marked(lineText: string, column: number, length: number): string {
    const location = { file: 'a.ts', line: 1, column, length, lineText }
    const frame = codeFrame({ ...diagnosticOf('a'), notes: [], location })
    const [, line = '', mark = ''] = frame.split('\n')
    expect(textWidth(mark.replace(/\^+$/, ''))).toBe(mark.indexOf('^'))
    const from = mark.indexOf('^')
    let width = 0
    let above = ''
    for (const character of line) {
      if (width >= from && width <= mark.lastIndexOf('^')) above += character
      width += textWidth(character)
    }
    return above
  }

  test.each([
    ['const 狼 = nope', 11, 4, 'nope'],
    ['/* 😀😀 */ nope', 12, 4, 'nope'],
    ['"\u001b[31m" + nope', 11, 4, 'nope'],
    ['a\u202eb\u0301 nope', 6, 4, 'nope'],
    ['\tnope', 2, 4, 'nope'],
    ['x = "狼"', 6, 1, '狼'],
    ['x = "😀"', 6, 1, '😀'],
    ['x = "\u0007"', 6, 1, '\\x07'],
    [`${'狼'.repeat(5_000)}nope${'x'.repeat(5_000)}`, 5_001, 4, 'nope'],
    [`${'😀'.repeat(5_000)}nope`, 10_001, 4, 'nope'],
  ])('of %j stands under what is meant', (lineText, column, length, meant) => {
    expect(marked(lineText, column, length)).toBe(meant)
  })

  test.each([
    [Number.NaN, 1],
    [-5, 1],
    [1e300, 4],
    [1, Number.NaN],
    [1, -3],
    [2, 1e300],
    [1.5, 0.5],
  ])('stays at the line for column %d and length %d', (column, length) => {
    const location = { file: 'a.ts', line: 1, column, length, lineText: 'short' }
    const [, line = '', mark = ''] = codeFrame({ ...diagnosticOf('a'), location }).split('\n')
    expect(mark).toMatch(/\^/)
    expect(mark.length).toBeLessThanOrEqual(line.length + 1)
  })

  test('says how long a line is that is shown in part', () => {
    const lineText = `${'x'.repeat(5_000)}here${'y'.repeat(5_000)}`
    const location = { file: 'a.ts', line: 1, column: 5_001, length: 4, lineText }
    const [, line = ''] = codeFrame({ ...diagnosticOf('a'), location }).split('\n')
    expect(line).toMatch(/\| …x+herey+… \(10,004 characters\)$/)
  })
})
