// Seal: the first four lines of a manifest: format, key, signature, and the head that is signed.

import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Reason } from '../contracts/reason.ts'
import type { Result } from '../contracts/result.ts'
import { type ManifestHead, readHeadLine } from './manifest-lines.ts'
import { isKeyId } from './public-key.ts'

/** What a signature covers, and by whom. Whether it is valid is another question. */
export interface Seal {
  readonly keyId: string
  /** 64 bytes in hex. */
  readonly signature: string
  /** The head as it was signed. */
  readonly line: string
  /** What that line says. */
  readonly head: ManifestHead
}

/**
 * Why a manifest is not accepted. `bad-manifest`: it is none. `other-format`: of another version of
 * tickswap. `other-name`: for another game. `bad-signature`: it, or its signature, was altered.
 * `unknown-key`, `withdrawn-key`: of its key. `older-release`: a newer one was accepted before.
 */
export type ManifestCode =
  | 'bad-manifest'
  | 'other-format'
  | 'other-name'
  | 'bad-signature'
  | 'unknown-key'
  | 'withdrawn-key'
  | 'older-release'

export type ManifestProblem = Reason<ManifestCode>

const TITLE = 'tickswap manifest, format '
const FORMAT = 1
const FIRST_LINE = `${TITLE}${FORMAT}`
const KEY = 'key '
const SIGNATURE = 'signature '
const SEAL_LINES = 4
const signaturePattern = /^[0-9a-f]{128}$/

/** The bytes that are signed. The first line keeps the signature from fitting anything else. */
export function signedMessage(line: string): Uint8Array {
  return utf8ToBytes(`${FIRST_LINE}\n${line}`)
}

export function signatureBytes({ signature }: Seal): Uint8Array {
  return hexToBytes(signature)
}

/** Four lines, each with its line break. */
export function sealText({ keyId, signature, line }: Omit<Seal, 'head'>): string {
  return `${FIRST_LINE}\n${KEY}${keyId}\n${SIGNATURE}${signature}\n${line}\n`
}

/** Reads the seal at the begin of a text, and answers the rest, too. */
export function readSeal(text: string): Result<[seal: Seal, rest: string], ManifestProblem> {
  const lines: string[] = []
  let start = 0
  while (lines.length < SEAL_LINES) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    lines.push(text.slice(start, end))
    start = end + 1
  }
  const seal = sealOf(lines)
  if ('code' in seal) return { ok: false, errors: [seal] }
  return { ok: true, value: [seal, text.slice(start)] }
}

function sealOf([first = '', key = '', signature = '', line = '']: string[]):
  | Seal
  | ManifestProblem {
  if (first !== FIRST_LINE) return wrongFirstLine(first)
  const keyId = key.slice(KEY.length)
  if (!key.startsWith(KEY) || !isKeyId(keyId)) return badManifest('Its second line is no key.')
  const hex = signature.slice(SIGNATURE.length)
  if (!signature.startsWith(SIGNATURE) || !signaturePattern.test(hex))
    return badManifest('Its third line is no signature.')
  const head = readHeadLine(line)
  if (!head) return badManifest('Its fourth line is no head of a manifest.')
  return { keyId, signature: hex, line, head }
}

function wrongFirstLine(first: string): ManifestProblem {
  const format = first.startsWith(TITLE) ? first.slice(TITLE.length) : ''
  if (/^[1-9]\d{0,5}$/.test(format)) {
    const sentence =
      `The manifest has the format ${format}, and this version of tickswap reads format ` +
      `${FORMAT}. Sign the folder again with the version that the game uses.`
    return { code: 'other-format', sentence }
  }
  if (first === `${FIRST_LINE}\r`)
    return badManifest('Its line breaks were changed. Keep git from doing that: `* -text`.')
  return badManifest(`Its first line is not "${FIRST_LINE}".`)
}

/** The text is no manifest, for this reason. */
export function badManifest(why: string): ManifestProblem {
  return { code: 'bad-manifest', sentence: `The manifest cannot be read. ${why}` }
}
