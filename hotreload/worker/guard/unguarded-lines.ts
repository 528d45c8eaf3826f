// The loop pragma: the lines of a script whose loops may take as long as they like.

const pragma = /\/[/*]\s*tickswap:\s*no-loop-guard\b/
const comments = /\/\*.*?(?:\*\/|$)|\/\/.*$/g

/**
 * The lines, counted from 1, that `// tickswap: no-loop-guard` stands on; where it has a line for itself, the next
 * line with code. Read from the script's own text, since its code has no comments.
 */
export function unguardedLines(text: string): ReadonlySet<number> {
  const lines = text.split(/\r\n?|\n/)
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
