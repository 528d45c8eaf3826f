// Text edits: how a module's code is changed, in a list, so that its source map can be changed alike.

/** Replaces what stands from `start` to `end`, in UTF-16 units of the code. Nothing stands where both are the same. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text }
}

/**
 * Takes away what stands there, with the blanks in front of it at the end of a line, and with its lines where nothing
 * else is on them.
 */
export function removal(code: string, start: number, end: number): TextEdit {
  let from = start
  while (isBlank(code[from - 1])) from--
  let to = end
  while (isBlank(code[to])) to++
  const isFirst = from === 0 || code[from - 1] === '\n'
  const isLast = to === code.length || code[to] === '\n'
  if (isFirst && isLast) return { start: from, end: to + 1, text: '' }
  if (isLast) return { start: from, end: to, text: '' }
  // What it kept apart stays apart.
  return { start, end, text: code.slice(start, end).includes('\n') ? '\n' : ' ' }
}

/** In order of place. Those of one place stay in their order; what lies inside of a longer one is left out. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start)
  let end = 0
  return sorted.filter((edit) => {
    if (edit.start < end) return false
    end = edit.end
    return true
  })
}

/** The code after edits that are in order. */
export function applyEdits(code: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text } of edits) {
    parts.push(code.slice(at, start), text)
    at = end
  }
  parts.push(code.slice(at))
  return parts.join('')
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t'
}
