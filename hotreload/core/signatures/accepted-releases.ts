// AcceptedReleases: the newest seal that was accepted of each key, so that no older one is again.

import type { ReleaseMemory } from '../contracts/backup.ts'
import { type ManifestProblem, readSeal, type Seal, sealText } from '../manifest/seal.ts'
import { sealProblem } from './seal-problem.ts'
import type { TrustedKeys } from './signature-settings.ts'

/**
 * Of each key one, so that whoever stole a key cannot shut out later releases with a huge number:
 * what is signed with a key that is not trusted any more does not count.
 */
export class AcceptedReleases {
  readonly #trusted: TrustedKeys
  readonly #memory: ReleaseMemory | undefined
  readonly #seals = new Map<string, Seal>()

  constructor(trusted: TrustedKeys, memory: ReleaseMemory | undefined) {
    this.#trusted = trusted
    this.#memory = memory
  }

  /** The newest of all keys. */
  get newest(): Seal | undefined {
    const seals = [...this.#seals.values()]
    return seals.sort((a, b) => b.head.release - a.head.release)[0]
  }

  /** Reads what was accepted before the start. */
  async load(): Promise<void> {
    let rest = (await this.#memory?.load()) ?? ''
    while (rest !== '') {
      const read = readSeal(rest)
      if (!read.ok) return
      const [seal, others] = read.value
      rest = others
      if (!(await sealProblem(this.#trusted, seal))) this.#seals.set(seal.keyId, seal)
    }
  }

  /** Why a seal cannot be accepted after those before; undefined if it is the newest, or newer. */
  problem({ head, line }: Seal): ManifestProblem | undefined {
    const newest = this.newest
    if (!newest || head.release > newest.head.release || line === newest.line) return undefined
    const { release } = newest.head
    const other = head.release === release ? ' with other content' : ''
    const sentence =
      `The manifest is release ${head.release}, and release ${release} was accepted${other} ` +
      'before. Sign the folder again, which makes a newer release.'
    return { code: 'older-release', sentence }
  }

  /** Notes that a seal is accepted: saved before anything of its release can run. */
  async accept(seal: Seal): Promise<void> {
    this.#seals.set(seal.keyId, seal)
    await this.#memory?.save([...this.#seals.values()].map(sealText).join(''))
  }
}
