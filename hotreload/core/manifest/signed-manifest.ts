// SignedManifest: what a manifest says of each script, once all of it fits its seal.

import type { Result } from '../contracts/result.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { type ManifestEntry, readEntryLine } from './manifest-lines.ts'
import { type MerkleTree, merkleTree } from './merkle-tree.ts'
import { badManifest, type ManifestProblem, type Seal, sealText } from './seal.ts'

/** The name of the file that lies in the scripts' folder, beside the scripts. */
export const MANIFEST_FILE = 'tickswap.manifest'
/** In characters, each of which is a byte: enough for 20,000 scripts with long names. */
export const LONGEST_MANIFEST = 2 ** 24

interface IndexedEntry {
  readonly entry: ManifestEntry
  readonly index: number
}

/** What a manifest lists, by script, and whose text has which hash. */
interface Listing {
  readonly lines: readonly string[]
  readonly entries: Map<string, IndexedEntry>
  readonly owners: Map<string, string>
}

/** Its signature was verified before. */
export class SignedManifest {
  readonly seal: Seal
  readonly #listing: Listing
  readonly #tree: MerkleTree

  constructor(seal: Seal, listing: Listing, tree: MerkleTree) {
    this.seal = seal
    this.#listing = listing
    this.#tree = tree
  }

  get ids(): Iterable<string> {
    return this.#listing.entries.keys()
  }

  entry(id: string): ManifestEntry | undefined {
    return this.#listing.entries.get(id)?.entry
  }

  /** A script whose text has this hash. */
  ownerOf(hash: string): string | undefined {
    return this.#listing.owners.get(hash)
  }

  /** What proves its entry of a script without the rest of it. */
  proof(id: string): string | undefined {
    const { entries, lines } = this.#listing
    const found = entries.get(id)
    if (!found) return undefined
    const { index } = found
    const path = [index, ...this.#tree.path(index)].join(' ')
    return `${sealText(this.seal)}${lines[index]}\n${path}\n`
  }
}

/**
 * Reads the scripts' lines of a manifest. They must be what the seal covers: its number of lines, in
 * the order of their ids, each id once, under its root.
 */
export function* readSignedManifest(
  seal: Seal,
  body: string,
): Steps<Result<SignedManifest, ManifestProblem>> {
  const lines = yield* splitLinesOf(body, seal.head.scripts)
  if (!lines) return altered
  const tree = yield* merkleTree(lines)
  if (tree.root !== seal.head.root) return altered
  const listing: Listing = { lines, entries: new Map(), owners: new Map() }
  let before = ''
  for (const [index, line] of lines.entries()) {
    yield
    const entry = readEntryLine(line)
    if (!entry || before >= entry.id) return badLine(index)
    listing.entries.set(entry.id, { entry, index })
    listing.owners.set(entry.hash, entry.id)
    before = entry.id
  }
  return { ok: true, value: new SignedManifest(seal, listing, tree) }
}

/** The lines of a text, each of which ends with a line break; undefined if it has another number. */
function* splitLinesOf(text: string, count: number): Steps<readonly string[] | undefined> {
  const lines: string[] = []
  let start = 0
  while (lines.length < count) {
    yield
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    lines.push(text.slice(start, end))
    start = end + 1
  }
  return start === text.length ? lines : undefined
}

const altered: Result<SignedManifest, ManifestProblem> = {
  ok: false,
  errors: [
    {
      code: 'bad-signature',
      sentence:
        'The manifest was altered after it was signed: its scripts are not those that the ' +
        'signature covers. Sign the folder again.',
    },
  ],
}

function badLine(index: number): Result<SignedManifest, ManifestProblem> {
  const why = `Its entry ${index + 1} is no script, or not in the order of the ids.`
  return { ok: false, errors: [badManifest(why)] }
}
