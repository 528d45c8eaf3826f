// Known pages: those that have shown the secret, for as long as they are open. Nobody else is told what changes.

import type { NormalizedHotChannelClient } from 'vite'

/** One page's end of Vite's socket. */
export type Page = NormalizedHotChannelClient

/** Held weakly, since not every Vite says when a page is gone. Vite itself holds those that are open. */
export class KnownPages {
  readonly #known = new WeakSet<Page>()
  #pages: readonly WeakRef<Page>[] = []

  add(page: Page): void {
    if (this.#known.has(page)) return
    this.#known.add(page)
    this.#pages = [...this.#pages, new WeakRef(page)]
  }

  each(tell: (page: Page) => void): void {
    this.#pages = this.#pages.filter((page) => page.deref() !== undefined)
    for (const page of this.#pages.flatMap((page) => page.deref() ?? [])) tell(page)
  }
}
