// MerkleTree: one hash over many lines, of which each can be proven to be one of them by itself.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Steps } from '../time/frame-scheduler.ts'

const HASH_LENGTH = 32
/** Lines and inner nodes are hashed apart, so that neither passes for the other (RFC 6962). */
const LINE = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** Its levels, from the lines' hashes to the root, each packed into one array. */
export class MerkleTree {
  readonly #levels: readonly Uint8Array[]

  constructor(levels: readonly Uint8Array[]) {
    this.#levels = levels
  }

  /** In hex. */
  get root(): string {
    const top = this.#levels.at(-1) ?? new Uint8Array()
    return bytesToHex(top.length === 0 ? sha256(top) : top)
  }

  /** The hashes, in hex, that lead from one line to the root. */
  path(index: number): readonly string[] {
    return this.#levels.slice(0, -1).flatMap((level, depth) => {
      const sibling = hashAt(level, (index >> depth) ^ 1)
      return sibling ? [bytesToHex(sibling)] : []
    })
  }
}

/** Builds the tree over lines. */
export function* merkleTree(lines: readonly string[]): Steps<MerkleTree> {
  const leaves = new Uint8Array(lines.length * HASH_LENGTH)
  for (const [index, line] of lines.entries()) {
    leaves.set(hashOfLine(line), index * HASH_LENGTH)
    yield
  }
  const levels: Uint8Array[] = [leaves]
  for (let level: Uint8Array = leaves; level.length > HASH_LENGTH; ) {
    level = yield* levelAbove(level)
    levels.push(level)
  }
  return new MerkleTree(levels)
}

/**
 * The root, in hex, of the tree in which the line at `index` of `count` has this path; undefined if
 * the path is too long or too short for that.
 */
export function rootByPath(
  line: string,
  index: number,
  count: number,
  path: readonly string[],
): string | undefined {
  if (index >= count) return undefined
  const rest = [...path]
  let hash = hashOfLine(line)
  let place = index
  for (let size = count; size > 1; size = Math.ceil(size / 2)) {
    const isLeft = place % 2 === 0
    const hasSibling = !isLeft || place + 1 < size
    place = Math.floor(place / 2)
    if (!hasSibling) continue
    const next = rest.shift()
    if (next === undefined) return undefined
    const sibling = hexToBytes(next)
    hash = isLeft ? hashOfNode(hash, sibling) : hashOfNode(sibling, hash)
  }
  return rest.length === 0 ? bytesToHex(hash) : undefined
}

/** A hash without a sibling goes up as it is. */
function* levelAbove(level: Uint8Array): Steps<Uint8Array> {
  const count = level.length / HASH_LENGTH
  const above = new Uint8Array(Math.ceil(count / 2) * HASH_LENGTH)
  for (let index = 0; index < count; index += 2) {
    const left = level.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH)
    const right = hashAt(level, index + 1)
    above.set(right ? hashOfNode(left, right) : left, (index / 2) * HASH_LENGTH)
    yield
  }
  return above
}

function hashAt(level: Uint8Array, index: number): Uint8Array | undefined {
  const hash = level.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH)
  return hash.length === 0 ? undefined : hash
}

function hashOfLine(line: string): Uint8Array {
  return sha256.create().update(LINE).update(utf8ToBytes(line)).digest()
}

function hashOfNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE).update(left).update(right).digest()
}
