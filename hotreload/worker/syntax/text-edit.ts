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

/** Takes away what stands there, and its line, if nothing else is on it. */
export function removal(code: string, start: number, end: number): TextEdit {
  const isAlone = (start === 0 || code[start - 1] === '\n') && code[end] === '\n'
  return { start, end: isAlone ? end + 1 : end, text: '' }
}

/** In order of place; those of one place stay in their order. None may reach into another. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start)
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
