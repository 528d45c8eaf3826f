// Script ids: what an id may look like. An id that passes can never reach outside the scripts'
// folder, and every file system can hold its file.

import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { ChangedScript } from '../contracts/source.ts'
import { shownLine } from '../display/shown-text.ts'

/** The extensions that a script's file may have. */
export const scriptExtensions = ['ts', 'tsx', 'mts', 'js', 'jsx'] as const

/** UTF-16 units of an id. */
const MAX_LENGTH = 240

/**
 * UTF-8 bytes of a segment. File systems take 255; the rest is for the extension, and for what
 * programs append to a file while they write it.
 */
const MAX_SEGMENT_BYTES = 240
const MAX_BYTES_OF_A_UNIT = 3

const segment = /^[\p{L}\p{N}_$@][\p{L}\p{M}\p{N}_$@.+-]*$/u

/** Letters and marks that are drawn as nothing, such as the Hangul filler. */
const invisible = /\p{DI}/u

/** In any case, with any extension. Windows takes `com¹` for one, too. */
const windowsDevice =
  /^(?:CON|PRN|AUX|NUL|COM\d|LPT\d|CONIN\$|CONOUT\$|CLOCK\$|CONFIG\$|KEYBD\$|SCREEN\$)(?:\.|$)/

/**
 * Why `id` cannot be a script's id, in a sentence, or undefined if it can. An id is a path such as
 * `npc/wander`: letters, digits and `_ $ @ . + -` between slashes, no segment that starts or ends
 * with a dot, is a device of Windows or is longer than 240 bytes.
 *
 * Ids are compared as they are written: `Wander` and `wander` are two scripts, though a file system
 * may hold only one of them, and so are names that look alike in different alphabets. Letters that
 * nobody can see are refused.
 */
export function scriptIdProblem(id: string): string | undefined {
  if (id.length === 0) return 'It is empty.'
  if (id.length > MAX_LENGTH) return `It is longer than ${MAX_LENGTH} characters.`
  if (id.includes('\\')) return 'It has a backslash; segments are separated by "/".'
  if (id.startsWith('/') || /^[a-z]:/i.test(id))
    return 'It is an absolute path; ids start at the scripts’ root.'
  if (id.normalize('NFC') !== id)
    return 'Its accents are not composed (Unicode NFC), so two ids could look alike.'
  for (const part of id.split('/')) {
    const problem = segmentProblem(part)
    if (problem) return `Its part ${quoted(part)} is not a name ${problem}.`
  }
  return undefined
}

/** Whether a file is named as one of script `id` may be: the id with one of the extensions. */
export function isFileOf(id: string, file: string): boolean {
  return scriptExtensions.some((extension) => file === `${id}.${extension}`)
}

/**
 * Of several files of one script the lowest rank counts, as in `scriptExtensions`; -1 for others.
 */
export function extensionRank(file: string): number {
  return scriptExtensions.findIndex((extension) => file.endsWith(`.${extension}`))
}

/** Why a change cannot be taken: a bad id, or a file that does not belong to it. */
export function changeProblem({ id, file }: ChangedScript): string | undefined {
  const problem = scriptIdProblem(id)
  if (problem) return `${quoted(id)} cannot be a script's id. ${problem}`
  if (isFileOf(id, file)) return undefined
  return (
    `The file of script "${id}" must be "${id}" with one of the extensions ` +
    `${scriptExtensions.join(', ')}, not ${quoted(file)}.`
  )
}

/** What a name must be that this one is not. */
function segmentProblem(part: string): string | undefined {
  if (!segment.test(part) || part.endsWith('.') || part === '__proto__')
    return 'of letters, digits and _ $ @ . + - that starts and ends without a dot'
  if (invisible.test(part)) return 'of letters that can be seen'
  if (windowsDevice.test(part.normalize('NFKC').toUpperCase()))
    return 'that a file may have: Windows has a device of that name'
  if (part.length * MAX_BYTES_OF_A_UNIT <= MAX_SEGMENT_BYTES) return undefined
  const { length } = utf8ToBytes(part)
  return length > MAX_SEGMENT_BYTES
    ? `of at most ${MAX_SEGMENT_BYTES} bytes, but of ${length}`
    : undefined
}

/** In quotes, with what cannot be seen as escapes. */
function quoted(text: string): string {
  return shownLine(JSON.stringify(text.slice(0, 2 * MAX_LENGTH)))
}
