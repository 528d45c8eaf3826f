// decodeText: the text of a file's bytes, unchanged: with its byte-order mark and line breaks.

import type { Diagnostic, SourceLocation } from '../contracts/diagnostic.ts'
import { shownLine, splitLines } from './split-lines.ts'
import { utf8Length } from './utf8-length.ts'

/** What is wrong with a file, whichever script it belongs to. */
export type FileProblem = Omit<Diagnostic, 'script' | 'severity'>

type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FileProblem }

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
/** What `lenient` writes for bytes that are not UTF-8. A file may also hold it itself. */
const REPLACED = '\uFFFD'
const REPLACED_BYTES = [0xef, 0xbf, 0xbd]

/** Refuses bytes that are not UTF-8, with their place. */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  try {
    return { ok: true, text: strict.decode(bytes) }
  } catch {
    return { ok: false, problem: notUtf8(bytes, file) }
  }
}

function notUtf8(bytes: Uint8Array, file: string): FileProblem {
  const name = JSON.stringify(file)
  const base = { stage: 'compile', code: 'not-utf8', location: firstBadPlace(bytes, file) } as const
  if (isUtf16(bytes)) return { ...base, message: `${name} is saved as UTF-16. Save it as UTF-8.` }
  const message =
    `${name} is not UTF-8. Save it as UTF-8, or move it out of the scripts' folder if it is not ` +
    'text.'
  return { ...base, message }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function firstBadPlace(bytes: Uint8Array, file: string): SourceLocation {
  const text = lenient.decode(bytes)
  const lines = splitLines(text.slice(0, firstBadUnit(text, bytes)))
  const line = lines.length
  const column = (lines.at(-1)?.length ?? 0) + 1
  const lineText = shownLine(splitLines(text, line)[line - 1] ?? '')
  return { file, line, column, length: 1, lineText }
}

/** Where in the leniently decoded text the first replaced bytes stand. */
function firstBadUnit(text: string, bytes: Uint8Array): number {
  let at = 0
  let byte = 0
  for (;;) {
    const next = text.indexOf(REPLACED, at)
    if (next < 0) return text.length
    byte += utf8Length(text.slice(at, next))
    if (REPLACED_BYTES.some((one, index) => bytes[byte + index] !== one)) return next
    byte += REPLACED_BYTES.length
    at = next + 1
  }
}
