// Text size: how large a script's text may be, wherever it comes from.

import type { FileProblem } from './decode-text.ts'
import { utf8Length } from './utf8-length.ts'

/** In bytes of UTF-8. No file or text above it is read, sent or compiled. */
export const MAX_TEXT_SIZE = 2 ** 20

/** Whether a text is larger than it may be. Short texts are not counted. */
export function isTooLarge(text: string): boolean {
  if (text.length > MAX_TEXT_SIZE) return true
  return text.length * 3 > MAX_TEXT_SIZE && utf8Length(text) > MAX_TEXT_SIZE
}

/** Why a file or a text of `size` bytes is not taken. */
export function tooLarge(file: string, size: number, maxSize = MAX_TEXT_SIZE): FileProblem {
  const [has, most] = [size, maxSize].map((bytes) => bytes.toLocaleString('en'))
  return {
    stage: 'safety',
    code: 'too-large',
    message: `${JSON.stringify(file)} has ${has} bytes, and a script has at most ${most}.`,
    location: { file, line: 1, column: 1, length: 0, lineText: '' },
    hint: 'Split it, or load large data in a host module.',
  }
}
