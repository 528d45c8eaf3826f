// SignatureSettings: whose signatures a game requires for its scripts.

import { TickswapError } from 'tickswap'
import { isKeyId, type PublicKey, readPublicKey } from '../manifest/public-key.ts'

/** Requires scripts to be listed in a signed manifest. */
export interface SignatureSettings {
  /**
   * The public keys that a manifest may be signed with, as `npx tickswap keys` prints them:
   * `ed25519:…`. To rotate a key, list the old and the new one until all folders are signed with
   * the new one.
   */
  readonly keys: readonly string[]
  /**
   * Keys, or their ids, that are not trusted any more, even if they are in `keys`. A key that is
   * only taken out of `keys` is as powerless; here, people also read why. Default: none.
   */
  readonly withdrawn?: readonly string[]
  /**
   * The name that a manifest must have been signed for (`--name`), so that scripts of another game
   * with the same key are not taken. Default: the empty one.
   */
  readonly name?: string
}

/** The settings as they are worked with. */
export interface TrustedKeys {
  readonly name: string
  /** By id. */
  readonly keys: ReadonlyMap<string, PublicKey>
  /** The ids. */
  readonly withdrawn: ReadonlySet<string>
}

/** @throws TickswapError for what is no key, and for no key at all. */
export function trustedKeys({ keys, withdrawn = [], name = '' }: SignatureSettings): TrustedKeys {
  if (keys.length === 0) {
    throw new TickswapError(
      'createHotReload: signatures.keys is empty, so no script could ever be accepted. List the ' +
        'public keys that `npx tickswap keys` prints.',
    )
  }
  const trusted = keys.map(readPublicKey)
  return {
    name,
    keys: new Map(trusted.map((key) => [key.id, key])),
    withdrawn: new Set(withdrawn.map(idOf)),
  }
}

function idOf(keyOrId: string): string {
  return isKeyId(keyOrId) ? keyOrId : readPublicKey(keyOrId).id
}
