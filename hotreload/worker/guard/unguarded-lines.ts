// Unguarded lines: the lines of a script whose loops have no time limit, by the pragma.

import { splitLines } from 'tickswap/hotreload/adapters'

const pragma = /\/[/*]\s*tickswap:\s*no-loop-guard\b/
const comments = /\/\*.*?(?:\*\/|$)|\/\/.*$/g

/**
 * The lines, counted from 1, with the comment `// tickswap: no-loop-guard`; where it is alone on
 * its line, the next line with code. Read from the script's text, since its code has no comments.
 */
export function unguardedLines(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  if (!pragma.test(text)) return found
  let isMarked = false
  for (const [index, line] of splitLines(text).entries()) {
    isMarked ||= pragma.test(line)
    if (!isMarked || !hasCode(line)) continue
    found.add(index + 1)
    isMarked = false
  }
  return found
}

function hasCode(line: string): boolean {
  return line.replace(comments, '').trim() !== ''
}
