// Manifest lines: the head of a manifest, and its line for each script, as text and as data.

import { changeProblem } from '../text/script-id.ts'

/** What a manifest says of all its scripts together. */
export interface ManifestHead {
  /** Whose scripts these are: a game, or a part of it. May be empty. */
  readonly name: string
  /** Counts the signings of a folder, from 1. It only grows. */
  readonly release: number
  /** When it was signed, in milliseconds since 1970, by the signer's clock. */
  readonly time: number
  /** How many scripts it lists. */
  readonly scripts: number
  /** The root of the Merkle tree over the scripts' lines, in hex. */
  readonly root: string
}

/** One script in a manifest. */
export interface ManifestEntry {
  readonly id: string
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  /** SHA-256 of its text, in hex. */
  readonly hash: string
  /** In bytes. */
  readonly size: number
}

/** The most scripts that a manifest may list. */
export const MOST_SIGNED_SCRIPTS = 20_000
/** The most characters of a name. */
export const LONGEST_NAME = 200

const LAST_DATE = 8.64e15
const hashPattern = /^[0-9a-f]{64}$/

export function headLine({ name, release, time, scripts, root }: ManifestHead): string {
  return asciiJson({ name, release, time, scripts, root })
}

export function entryLine({ id, file, hash, size }: ManifestEntry): string {
  return asciiJson([id, file, hash, size])
}

/** Undefined if the line is not what `headLine` writes. */
export function readHeadLine(line: string): ManifestHead | undefined {
  const value = parse(line)
  if (!isHead(value) || headLine(value) !== line) return undefined
  return value
}

/** Undefined if the line is not what `entryLine` writes, or lists what cannot be a script. */
export function readEntryLine(line: string): ManifestEntry | undefined {
  const value = parse(line)
  if (!Array.isArray(value)) return undefined
  const [id, file, hash, size]: unknown[] = value
  const entry = { id, file, hash, size }
  if (!isEntry(entry) || entryLine(entry) !== line) return undefined
  return entry
}

/** JSON in ASCII: no two texts of it have the same bytes, and no two bytes mean the same text. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isHead(value: unknown): value is ManifestHead {
  if (typeof value !== 'object' || value === null) return false
  const { name, release, time, scripts, root }: Partial<Record<keyof ManifestHead, unknown>> = value
  return (
    typeof name === 'string' &&
    name.length <= LONGEST_NAME &&
    isWholeNumber(release, 1, Number.MAX_SAFE_INTEGER) &&
    isWholeNumber(time, 0, LAST_DATE) &&
    isWholeNumber(scripts, 0, MOST_SIGNED_SCRIPTS) &&
    isHash(root)
  )
}

function isEntry(entry: Record<keyof ManifestEntry, unknown>): entry is {
  [Key in keyof ManifestEntry]: ManifestEntry[Key]
} {
  const { id, file, hash, size } = entry
  if (typeof id !== 'string' || typeof file !== 'string') return false
  if (changeProblem({ id, file }) !== undefined) return false
  return isHash(hash) && isWholeNumber(size, 0, Number.MAX_SAFE_INTEGER)
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && hashPattern.test(value)
}

function isWholeNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
