// Development questions: what a page may send over the socket, validated before it is used.

import type { DevHello, DevRequest } from 'tickswap/hotreload/adapters'
import { isFileOf, MAX_TEXT_SIZE, scriptIdProblem } from 'tickswap/hotreload/adapters'

const MAX_SCRIPTS = 20_000
/** In UTF-16 units. A text above the limit gets an answer that says so; one far above it none. */
const MAX_TEXT_LENGTH = 2 * MAX_TEXT_SIZE

/** A page's hello; undefined for anything else. */
export function readHello(data: unknown): DevHello | undefined {
  if (!isQuestion(data) || !('hashes' in data) || !isRecord(data.hashes)) return undefined
  const hashes = Object.entries(data.hashes)
  if (hashes.length > MAX_SCRIPTS) return undefined
  const known = hashes.flatMap(([id, hash]) =>
    typeof hash === 'string' && !scriptIdProblem(id) ? [[id, hash] as const] : [],
  )
  return { question: data.question, hashes: Object.fromEntries(known) }
}

/** A page's request to compile a text; undefined for anything else. */
export function readRequest(data: unknown): DevRequest | undefined {
  if (!isQuestion(data) || !('request' in data) || !isRecord(data.request)) return undefined
  const { id, file, text } = data.request
  if (typeof id !== 'string' || typeof file !== 'string' || typeof text !== 'string')
    return undefined
  if (scriptIdProblem(id) || text.length > MAX_TEXT_LENGTH) return undefined
  if (!isFileOf(id, file)) return undefined
  return { question: data.question, request: { id, file, text } }
}

function isQuestion(data: unknown): data is { readonly question: number } {
  if (typeof data !== 'object' || data === null || !('question' in data)) return false
  return Number.isSafeInteger(data.question)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
