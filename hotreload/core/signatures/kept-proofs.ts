// KeptProofs: what proves that texts were signed, for the backups of versions that come of them.

/** By script and hash, the newest of each script. */
export class KeptProofs {
  readonly #depth: number
  readonly #proofs = new Map<string, ReadonlyMap<string, string>>()

  /** @param depth how many are kept of each script. */
  constructor(depth: number) {
    this.#depth = depth
  }

  get(id: string, hash: string): string | undefined {
    return this.#proofs.get(id)?.get(hash)
  }

  keep(id: string, hash: string, proof: string): void {
    const others = [...(this.#proofs.get(id) ?? [])].filter(([other]) => other !== hash)
    this.#proofs.set(id, new Map([...others, [hash, proof] as const].slice(-this.#depth)))
  }
}
