// Unguarded lines: the lines of a script whose loops have no time limit, by the pragma.

import { splitLines } from 'tickswap/hotreload/adapters'

const pragma = /\/[/*]\s*tickswap:\s*no-loop-guard\b/
const comments = /\/\*.*?(?:\*\/|$)|\/\/.*$/g

/**
 * The lines, counted from 1, with the comment `// tickswap: no-loop-guard`; where it is alone on
 * its line, the next line with code. Read from the script's text, since its code has no comments.
 */
export function unguardedLines(text: string): ReadonlySet<number> {
  const lines = splitLines(text)
  const found = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (!pragma.test(line)) continue
    const marked = hasCode(line)
      ? index
      : lines.findIndex((other, i) => i > index && hasCode(other))
    found.add(marked + 1)
  }
  return found
}

function hasCode(line: string): boolean {
  return line.replace(comments, '').trim() !== ''
}
