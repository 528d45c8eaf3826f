// The page secret: what a page puts into all that it asks, so that the server answers to nobody else.

import { randomBytes, timingSafeEqual } from 'node:crypto'

const BYTES = 32

/**
 * One for each start of the server. Pages read it from a module that Vite serves, which other sites' pages cannot. It keeps
 * out who cannot read what Vite serves; who can, has all that we would answer already.
 */
export class PageSecret {
  readonly text = randomBytes(BYTES).toString('base64url')

  /** Takes the same time wherever `given` is wrong, so that nobody can find it out letter by letter. */
  isIn(message: unknown): boolean {
    if (typeof message !== 'object' || message === null || !('secret' in message)) return false
    const { secret } = message
    if (typeof secret !== 'string' || secret.length !== this.text.length) return false
    const given = Buffer.from(secret)
    const own = Buffer.from(this.text)
    return given.length === own.length && timingSafeEqual(given, own)
  }
}

/** The code of the module that pages read it from. */
export function secretModule({ text }: PageSecret): string {
  return `export const secret = ${JSON.stringify(text)}\n`
}
