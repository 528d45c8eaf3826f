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

/** Its signature was verified before. */
export class SignedManifest {
  readonly seal: Seal
  readonly #entries: ReadonlyMap<string, IndexedEntry>
  readonly #lines: readonly string[]
  readonly #tree: MerkleTree
  #owners: ReadonlyMap<string, string> | undefined

  constructor(
    seal: Seal,
    entries: readonly ManifestEntry[],
    lines: readonly string[],
    tree: MerkleTree,
  ) {
    this.seal = seal
    this.#entries = new Map(entries.map((entry, index) => [entry.id, { entry, index }]))
    this.#lines = lines
    this.#tree = tree
  }

  get ids(): Iterable<string> {
    return this.#entries.keys()
  }

  entry(id: string): ManifestEntry | undefined {
    return this.#entries.get(id)?.entry
  }

  /** The script whose text has this hash. */
  ownerOf(hash: string): string | undefined {
    this.#owners ??= new Map(
      Array.from(this.#entries.values(), ({ entry }) => [entry.hash, entry.id]),
    )
    return this.#owners.get(hash)
  }

  /** What proves its entry of a script without the rest of it. */
  proof(id: string): string | undefined {
    const found = this.#entries.get(id)
    if (!found) return undefined
    const { index } = found
    const path = [index, ...this.#tree.path(index)].join(' ')
    return `${sealText(this.seal)}${this.#lines[index]}\n${path}\n`
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
  const lines = body.split('\n')
  if (lines.pop() !== '' || lines.length !== seal.head.scripts) return altered
  const entries: ManifestEntry[] = []
  const tree = yield* merkleTree(lines)
  if (tree.root !== seal.head.root) return altered
  for (const [index, line] of lines.entries()) {
    yield
    const entry = readEntryLine(line)
    const before = entries.at(-1)
    if (!entry || (before && before.id >= entry.id)) return badLine(index)
    entries.push(entry)
  }
  return { ok: true, value: new SignedManifest(seal, entries, lines, tree) }
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
