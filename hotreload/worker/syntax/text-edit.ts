// Text edits: changes to a module's code as a list, so that its source map can follow them.

/** Replaces the code from `start` to `end`, in UTF-16 units. An insertion, if both are the same. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text }
}

/** Removes the code from `start` to `end`, and its line if nothing else is on it. */
export function removal(code: string, start: number, end: number): TextEdit {
  const isAlone = (start === 0 || code[start - 1] === '\n') && code[end] === '\n'
  return { start, end: isAlone ? end + 1 : end, text: '' }
}

/** Sorted by place; edits at the same place keep their order. No two may overlap. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start)
}

/** The code after `edits`, which must be in order. */
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
