// Pages: copies of a dense array in parts, so that any range is available as plain arrays.

const SHIFT = 13

/**
 * Entities in a page: as many as V8 allocates cheaply. A copy of 8,192 takes 3 µs, one of 16,384
 * takes 70 µs, since larger arrays get a separate memory mapping.
 */
export const PAGE = 1 << SHIFT

/**
 * V8 iterates a plain array two to five times as fast as a typed one, but cannot slice it without a
 * copy. Pages are such copies, made in advance and kept up to date.
 */
export class Pages {
  readonly #pages: number[][] = []

  /** How many entities of the dense array have been copied. */
  get copied(): number {
    const full = Math.max(0, this.#pages.length - 1)
    return full * PAGE + (this.#pages[full]?.length ?? 0)
  }

  /** Copies the next page. */
  copyNext(dense: readonly number[]): void {
    const start = this.#pages.length * PAGE
    this.#pages.push(dense.slice(start, start + PAGE))
  }

  /** Mirrors a change of the dense array at a position, unless that was not copied yet. */
  place(value: number, position: number): void {
    const page = this.#pages[position >> SHIFT]
    if (page) page[position & (PAGE - 1)] = value
  }

  /** Mirrors an append to the dense array, once all of it was copied. */
  append(value: number, position: number): void {
    if (position !== this.copied) return
    const page = this.#pages[position >> SHIFT]
    if (page) page.push(value)
    else this.#pages.push([value])
  }

  /** Mirrors the removal of the dense array's last element. */
  shrink(size: number): void {
    const page = this.#pages[size >> SHIFT]
    if (!page) return
    page.length = size & (PAGE - 1)
    if (page.length === 0) this.#pages.pop()
  }

  /** `start` to `end` (exclusive) as plain arrays: whole pages are shared, ends copied. */
  range(dense: readonly number[], start: number, end: number): readonly (readonly number[])[] {
    const lists: (readonly number[])[] = []
    for (let from = start; from < end; ) {
      const pageStart = from - (from & (PAGE - 1))
      const to = Math.min(end, pageStart + PAGE)
      const page = this.#pages[from >> SHIFT]
      const isWhole = page && from === pageStart && to - from === page.length
      lists.push(isWhole ? page : dense.slice(from, to))
      from = to
    }
    return lists
  }
}
