// Script ids: what an id may look like. An id that passes can never reach outside the scripts'
// folder.

import type { ChangedScript } from '../contracts/source.ts'

/** The extensions that a script's file may have. */
export const scriptExtensions = ['ts', 'tsx', 'mts', 'js', 'jsx'] as const

const MAX_LENGTH = 240
const segment = /^[\p{L}\p{N}_$@][\p{L}\p{M}\p{N}_$@.+-]*$/u
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Why `id` cannot be a script's id, in a sentence, or undefined if it can. An id is a path such as
 * `npc/wander`: letters, digits and `_ $ @ . + -` between slashes, no segment that starts or ends
 * with a dot.
 */
export function scriptIdProblem(id: string): string | undefined {
  if (id.length === 0) return 'It is empty.'
  if (id.length > MAX_LENGTH) return `It is longer than ${MAX_LENGTH} characters.`
  if (id.includes('\\')) return 'It has a backslash; segments are separated by "/".'
  if (id.startsWith('/') || /^[a-z]:/i.test(id))
    return 'It is an absolute path; ids start at the scripts’ root.'
  if (id.normalize('NFC') !== id)
    return 'Its accents are not composed (Unicode NFC), so two ids could look alike.'
  const wrong = id.split('/').find((part) => !isSegment(part))
  if (wrong === undefined) return undefined
  return (
    `Its part ${JSON.stringify(wrong)} is not a name of letters, digits and _ $ @ . + - that ` +
    'starts and ends without a dot.'
  )
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
  if (problem) return `${JSON.stringify(id)} cannot be a script's id. ${problem}`
  if (isFileOf(id, file)) return undefined
  return (
    `The file of script "${id}" must be "${id}" with one of the extensions ` +
    `${scriptExtensions.join(', ')}, not ${JSON.stringify(file)}.`
  )
}

function isSegment(part: string): boolean {
  return (
    segment.test(part) && !part.endsWith('.') && part !== '__proto__' && !windowsDevice.test(part)
  )
}
