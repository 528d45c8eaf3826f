// The loop pragma: the lines of a script whose loops may take as long as they like.

const pragma = /\/[/*]\s*tickswap:\s*no-loop-guard\b/
const comment = /^\s*\/[/*]/

/**
 * The lines, counted from 1, that `// tickswap: no-loop-guard` stands on; where it has a line for itself, the next
 * line with code. Read from the script's own text, since esbuild drops comments.
 */
export function linesWithoutLoopGuard(text: string): ReadonlySet<number> {
  const lines = text.split(/\r\n?|\n/)
  const found = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (!pragma.test(line)) continue
    const isAlone = comment.test(line)
    const next = isAlone ? lines.findIndex((other, i) => i > index && isCode(other)) : index
    found.add(next + 1)
  }
  return found
}

function isCode(line: string): boolean {
  return line.trim() !== '' && !comment.test(line)
}
