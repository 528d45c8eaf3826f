// Literal ends: where a string, an attribute's value or a regular expression ends.

const STRING_PART = /[^'"\\\n\r]+/y
const REGEXP_PART = /[^/\\[\]\n\r\u2028\u2029]+/y

/** After the closing quote of the string at `at`; undefined if none is on its line. */
export function endOfString(text: string, at: number): number | undefined {
  const quote = text[at]
  let end = at + 1
  for (;;) {
    STRING_PART.lastIndex = end
    end += STRING_PART.exec(text)?.[0].length ?? 0
    const unit = text[end]
    if (unit === undefined || unit === '\n' || unit === '\r') return undefined
    end += unit === '\\' ? escapeLength(text, end) : 1
    if (unit === quote) return end
  }
}

/** After the closing quote of an attribute's value, which has no escapes. */
export function endOfAttribute(text: string, at: number): number {
  const end = text.indexOf(text[at] ?? '"', at + 1)
  return end < 0 ? text.length : end + 1
}

/** After the slash that ends the regular expression at `at`; undefined if none is on its line. */
export function endOfRegExp(text: string, at: number): number | undefined {
  let isInClass = false
  for (let end = at + 1; ; end++) {
    REGEXP_PART.lastIndex = end
    end += REGEXP_PART.exec(text)?.[0].length ?? 0
    const unit = text[end]
    if (unit === '\\') end++
    else if (unit === '[') isInClass = true
    else if (unit === ']') isInClass = false
    else if (unit !== '/') return undefined
    else if (!isInClass) return end + 1
  }
}

/** `\` and what follows, which may be a line break of two units. */
function escapeLength(text: string, at: number): number {
  return text.startsWith('\r\n', at + 1) ? 3 : 2
}
