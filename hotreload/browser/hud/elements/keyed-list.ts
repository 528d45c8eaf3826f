// KeyedList: updates the children of an element to data; those that stay keep focus and scroll.

/** Shows one item. */
export interface ItemView<Item> {
  readonly element: HTMLElement
  update(item: Item): void
}

/** The views of items, by key. */
export class KeyedList<Item, View extends ItemView<Item>> {
  readonly #parent: Element
  /** The number of children before the items, such as the head of a table. */
  readonly #others: number
  readonly #keyOf: (item: Item) => string
  readonly #create: (item: Item) => View
  readonly #views = new Map<string, View>()

  constructor(parent: Element, keyOf: (item: Item) => string, create: (item: Item) => View) {
    this.#parent = parent
    this.#others = parent.childElementCount
    this.#keyOf = keyOf
    this.#create = create
  }

  get(key: string): View | undefined {
    return this.#views.get(key)
  }

  /** Shows these items in this order, and no others. */
  update(items: readonly Item[]): void {
    const keys = new Set(items.map(this.#keyOf))
    for (const [key, { element }] of this.#views) {
      if (keys.has(key)) continue
      element.remove()
      this.#views.delete(key)
    }
    items.forEach((item, place) => {
      const view = this.#view(item)
      const there = this.#parent.children[this.#others + place]
      if (there !== view.element) this.#parent.insertBefore(view.element, there ?? null)
      view.update(item)
    })
  }

  #view(item: Item): View {
    const key = this.#keyOf(item)
    const known = this.#views.get(key)
    if (known) return known
    const view = this.#create(item)
    this.#views.set(key, view)
    return view
  }
}
