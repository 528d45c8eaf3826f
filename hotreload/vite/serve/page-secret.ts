// The page secret: a page adds it to every message, so that the server answers no one else.

import { randomBytes, timingSafeEqual } from 'node:crypto'

const BYTES = 32

/**
 * Each start of the server has its own. Pages read it from a module that Vite serves, which pages
 * of other sites cannot. It keeps out those who cannot read what Vite serves; those who can, have
 * everything that the server would answer.
 */
export class PageSecret {
  readonly text = randomBytes(BYTES).toString('base64url')

  /**
   * Takes the same time wherever the secret is wrong, so that it cannot be guessed letter by
   * letter.
   */
  isIn(message: unknown): boolean {
    if (typeof message !== 'object' || message === null || !('secret' in message)) return false
    const { secret } = message
    if (typeof secret !== 'string' || secret.length !== this.text.length) return false
    const given = Buffer.from(secret)
    const own = Buffer.from(this.text)
    return given.length === own.length && timingSafeEqual(given, own)
  }
}

/** The code of the module from which pages read it. */
export function secretModule({ text }: PageSecret): string {
  return `export const secret = ${JSON.stringify(text)}\n`
}
