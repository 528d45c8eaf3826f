// SignedMessage: what an implementation of Ed25519 is asked about.

/** What is to be verified. */
export interface SignedMessage {
  /** 64 bytes. */
  readonly signature: Uint8Array
  readonly message: Uint8Array
  /** The public key: 32 bytes. */
  readonly key: Uint8Array
}

/** One implementation. What it is asked about has strict encodings. */
export type Verify = (signed: SignedMessage) => boolean | Promise<boolean>

/** The part of a `SubtleCrypto` that verifies. */
export interface SubtleVerifier {
  importKey(
    format: 'raw',
    key: Uint8Array,
    algorithm: 'Ed25519',
    extractable: boolean,
    usages: ['verify'],
  ): Promise<unknown>
  verify(
    algorithm: 'Ed25519',
    key: unknown,
    signature: Uint8Array,
    message: Uint8Array,
  ): Promise<boolean>
}
