// TextCursor: a place in a text, moved forward token by token.

const LINE_BREAK = /[\n\r\u2028\u2029]/
const BLANKS = /[\s\ufeff]+/y

export class TextCursor {
  readonly text: string
  at = 0
  /** Whether a line has ended since the last token. */
  isNewLine = false

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** Takes what matches the sticky `pattern` here; empty if nothing does. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** Whether the sticky `pattern` matches here. */
  matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    return pattern.test(this.text)
  }

  /** Moves over blanks and comments. Answers whether there were any. */
  skipBlank(): boolean {
    const { at, text } = this
    const blanks = this.take(BLANKS)
    this.isNewLine ||= LINE_BREAK.test(blanks)
    if (text[this.at] === '/' && text[this.at + 1] === '/') this.at = endOfLine(text, this.at)
    else if (text[this.at] === '/' && text[this.at + 1] === '*') {
      const end = endOfComment(text, this.at)
      this.isNewLine ||= LINE_BREAK.test(text.slice(this.at, end))
      this.at = end
    }
    return this.at > at
  }
}

const NEXT_LINE_BREAK = /[\n\r\u2028\u2029]/g

/** Where the line that `at` is on ends. */
export function endOfLine(text: string, at: number): number {
  NEXT_LINE_BREAK.lastIndex = at
  return NEXT_LINE_BREAK.exec(text)?.index ?? text.length
}

function endOfComment(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2)
  return end < 0 ? text.length : end + 2
}
