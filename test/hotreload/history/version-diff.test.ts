// Differences between versions: as lines with their numbers, and as a unified diff.

import { type DiffLine, type VersionDiff, versionDiff } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Game, startGame, wanderText } from '../game/start-game.ts'

function compare(before: string, after: string, context?: number): VersionDiff {
  const options = context === undefined ? {} : { context }
  return versionDiff({ version: 3, text: before }, { version: 5, text: after }, options)
}

/** Each line as `before after sign text`. */
function written(line: DiffLine): string {
  if (line.kind === 'same') return `${line.lineBefore} ${line.lineAfter}  ${line.text}`
  return line.kind === 'added'
    ? `- ${line.lineAfter} +${line.text}`
    : `${line.lineBefore} - -${line.text}`
}

describe('the difference between two versions', () => {
  test('numbers lines before and after', () => {
    const { hunks, added, removed } = compare('a\nb\nc\n', 'a\nB\nc\nd\n')
    expect(hunks.map(({ lines }) => lines.map(written))).toEqual([
      ['1 1  a', '2 - -b', '- 2 +B', '3 3  c', '- 4 +d'],
    ])
    expect({ added, removed }).toEqual({ added: 2, removed: 1 })
  })

  test('keeps changes apart that are far from each other', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i + 1}\n`)
    const after = before.with(1, 'second\nand a half\n').with(18, 'nineteenth\n')
    const { hunks } = compare(before.join(''), after.join(''), 1)
    expect(hunks.map(({ lines }) => lines.map(written))).toEqual([
      ['1 1  line 1', '2 - -line 2', '- 2 +second', '- 3 +and a half', '3 4  line 3'],
      ['18 19  line 18', '19 - -line 19', '- 20 +nineteenth', '20 21  line 20'],
    ])
  })

  test('is a unified diff, too', () => {
    expect(compare('a\nb\n', 'a\nB\n').unified).toBe(
      '--- version 3\n+++ version 5\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n',
    )
  })

  test('between equal texts is empty', () => {
    expect(compare('a\n', 'a\n')).toEqual({
      from: 3,
      to: 5,
      hunks: [],
      added: 0,
      removed: 0,
      unified: '',
    })
  })

  test('starts with nothing where there was nothing', () => {
    const { hunks } = compare('', 'a\n')
    expect(hunks.map(({ lines }) => lines.map(written))).toEqual([['- 1 +a']])
  })

  test('shows no line for a missing end of the last one', () => {
    const { hunks } = compare('a\nb', 'a\nb\n')
    expect(hunks.map(({ lines }) => lines.map(written))).toEqual([['1 1  a', '2 - -b', '- 2 +b']])
  })

  test('leads back to both texts, whatever changed', () => {
    const texts = ['', 'a\n', 'a\nb\nc\n', 'c\nb\na\n', 'b\n\n\nb\n', 'x\na\ny\nc\nz\n']
    for (const before of texts) {
      for (const after of texts) {
        const { hunks } = compare(before, after, Number.POSITIVE_INFINITY)
        const lines = hunks.flatMap((hunk) => hunk.lines)
        const side = (other: DiffLine['kind']) =>
          lines.filter(({ kind }) => kind !== other).map(({ text }) => `${text}\n`)
        if (before === after) continue
        expect(side('added').join('')).toBe(before)
        expect(side('removed').join('')).toBe(after)
      }
    }
  })
})

describe('a hot reload', () => {
  const id = 'npc/wander'
  const faster = wanderText.replace('delta)', 'delta * 2)')
  const fastest = wanderText.replace('delta)', 'delta * 3)')
  let game: Game

  beforeEach(async () => {
    game = startGame()
    await game.edit({ [id]: faster })
    game.play()
    await game.edit({ [id]: fastest })
    game.play()
  })

  function versions(): number[] {
    return game.hotReload.history(id).map(({ version }) => version)
  }

  test('compares the current version with the one before', () => {
    const [current, before] = versions()
    const { from, to, unified } = game.hotReload.diff(id)
    expect({ from, to }).toEqual({ from: before, to: current })
    expect(unified).toMatch(/^-.*delta \* 2\)$/m)
    expect(unified).toMatch(/^\+.*delta \* 3\)$/m)
  })

  test('compares any two that are kept', () => {
    const [, second, first] = versions()
    const { from, to, unified } = game.hotReload.diff(id, first, second)
    expect({ from, to }).toEqual({ from: first, to: second })
    expect(unified).toMatch(/^\+.*delta \* 2\)$/m)
    expect(game.hotReload.diff(id, first).unified).toMatch(/^\+.*delta \* 3\)$/m)
  })

  test('compares from where it went back to', () => {
    const [, second, first] = versions()
    game.hotReload.rollback(id)
    expect(game.hotReload.diff(id)).toMatchObject({ from: first, to: second })
  })

  test('says what it does not hold', async () => {
    const { hotReload } = game
    expect(() => hotReload.diff('npc/wonder')).toThrow(
      'There is no history of a script "npc/wonder"; did you mean "npc/wander"?',
    )
    expect(() => hotReload.diff(id, 99_999)).toThrow(
      /^The history of "npc\/wander" holds no version 99999\. It holds \d+ \(committed\), \d+ \(committed\), \d+ \(committed\)\.$/,
    )
    const first = versions().at(-1) ?? 0
    expect(() => hotReload.diff(id, undefined, first)).toThrow(
      `The history of "npc/wander" holds no version before ${first}.`,
    )
  })
})
