// readProof: the entry of one script that a proof holds, with the seal that covers it.

import { type ManifestEntry, readEntryLine } from './manifest-lines.ts'
import { rootByPath } from './merkle-tree.ts'
import { readSeal, type Seal } from './seal.ts'

/** The seal's signature is not verified yet. */
export interface ProvenEntry {
  readonly seal: Seal
  readonly entry: ManifestEntry
}

const numberPattern = /^(?:0|[1-9]\d{0,5})$/
const hashPattern = /^[0-9a-f]{64}$/

/** Undefined if the text is no proof, or its seal does not cover its entry. */
export function readProof(text: string): ProvenEntry | undefined {
  const read = readSeal(text)
  if (!read.ok) return undefined
  const [seal, rest] = read.value
  const [line = '', places = '', end, ...more] = rest.split('\n')
  if (end !== '' || more.length > 0) return undefined
  const [index = '', ...path] = places.split(' ')
  if (!numberPattern.test(index) || !path.every((hash) => hashPattern.test(hash))) return undefined
  const { scripts, root } = seal.head
  if (rootByPath(line, Number(index), scripts, path) !== root) return undefined
  const entry = readEntryLine(line)
  return entry && { seal, entry }
}
