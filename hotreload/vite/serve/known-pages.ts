// Known pages: the open pages that have sent the secret. Changes are sent to no others.

import type { NormalizedHotChannelClient } from 'vite'

/** One page's end of Vite's socket. */
export type Page = NormalizedHotChannelClient

/**
 * Holds pages weakly, since not every Vite reports a closed page. Vite itself holds the open ones.
 */
export class KnownPages {
  readonly #known = new WeakSet<Page>()
  #pages: readonly WeakRef<Page>[] = []

  add(page: Page): void {
    if (this.#known.has(page)) return
    this.#known.add(page)
    this.#pages = [...this.#pages, new WeakRef(page)]
  }

  each(send: (page: Page) => void): void {
    this.#pages = this.#pages.filter((page) => page.deref() !== undefined)
    for (const page of this.#pages.flatMap((page) => page.deref() ?? [])) send(page)
  }
}
