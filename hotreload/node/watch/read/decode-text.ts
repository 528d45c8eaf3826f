// decodeText: the text of a file's bytes, unchanged: with its byte-order mark and line breaks.

import type { Sight } from './sight.ts'

type Problem = Extract<Sight, { kind: 'unreadable' }>['problem']

type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Problem }

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
/** Of text whose bytes are read as Latin-1; the separators have three bytes in UTF-8. */
const LINE_BREAKS = /\r\n?|\n|\xe2\x80[\xa8\xa9]/g

/** Refuses bytes that are not UTF-8, with their place. */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  try {
    return { ok: true, text: strict.decode(bytes) }
  } catch {
    return { ok: false, problem: notUtf8(bytes, file) }
  }
}

function notUtf8(bytes: Uint8Array, file: string): Problem {
  const name = JSON.stringify(file)
  const code = 'not-utf8'
  if (isUtf16(bytes)) {
    const message = `${name} is saved as UTF-16. Save it as UTF-8.`
    return { stage: 'compile', code, message }
  }
  const message =
    `${name} is not UTF-8. Save it as UTF-8, or move it out of the scripts' folder if it is not ` +
    'text.'
  const { line, lineBytes } = firstBadLine(bytes)
  const lineText = lenient.decode(lineBytes)
  const column = lineText.indexOf('\uFFFD') + 1
  return { stage: 'compile', code, message, location: { file, line, column, length: 1, lineText } }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function firstBadLine(bytes: Uint8Array): {
  readonly line: number
  readonly lineBytes: Uint8Array
} {
  const breaks = Buffer.from(bytes).toString('latin1').matchAll(LINE_BREAKS)
  let line = 1
  let start = 0
  for (const { 0: lineBreak, index } of breaks) {
    const lineBytes = bytes.subarray(start, index)
    if (!isUtf8(lineBytes)) return { line, lineBytes }
    line += 1
    start = index + lineBreak.length
  }
  return { line, lineBytes: bytes.subarray(start) }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}
