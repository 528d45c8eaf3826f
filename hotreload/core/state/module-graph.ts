// The module graph: which script imports which, and whom an edit concerns.

/** Imports between scripts, by id. Cycles are allowed. */
export class ModuleGraph {
  readonly #imports = new Map<string, ReadonlySet<string>>()
  readonly #importers = new Map<string, Set<string>>()

  /** Replaces what `id` imports. Names that stand in no import are forgotten: people type many. */
  set(id: string, imports: Iterable<string>): void {
    for (const imported of this.#imports.get(id) ?? []) this.#forget(id, imported)
    const next = new Set(imports)
    if (next.size > 0) this.#imports.set(id, next)
    else this.#imports.delete(id)
    for (const imported of next) {
      const importers = this.#importers.get(imported)
      if (importers) importers.add(id)
      else this.#importers.set(imported, new Set([id]))
    }
  }

  /** The scripts that `id` imports directly. */
  importsOf(id: string): ReadonlySet<string> {
    return this.#imports.get(id) ?? new Set()
  }

  /** The scripts that import `id` directly. */
  importersOf(id: string): ReadonlySet<string> {
    return this.#importers.get(id) ?? new Set()
  }

  /**
   * The changed scripts and all that import them, directly or not, in the order in which ES modules
   * evaluate: a script after what it imports, except where a cycle closes. `changed` maps each
   * changed script to what its new text imports. The cost follows the size of the answer, not of
   * the graph, and is spread over its steps.
   */
  *affected(changed: ReadonlyMap<string, Iterable<string>>): Generator<string, void, void> {
    const concerned = this.#dependents(changed.keys())
    const entered = new Set<string>()
    const stack: { readonly id: string; readonly imports: Iterator<string> }[] = []
    const enter = (id: string) => {
      if (entered.has(id) || !concerned.has(id)) return
      entered.add(id)
      const imports = changed.get(id) ?? this.#imports.get(id) ?? []
      stack.push({ id, imports: imports[Symbol.iterator]() })
    }
    for (const id of concerned) {
      enter(id)
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const { done, value } = top.imports.next()
        if (!done) enter(value)
        else if (stack.pop()) yield top.id
      }
    }
  }

  #forget(id: string, imported: string): void {
    const importers = this.#importers.get(imported)
    if (importers?.delete(id) && importers.size === 0) this.#importers.delete(imported)
  }

  #dependents(changed: Iterable<string>): Set<string> {
    const found = new Set(changed)
    for (const id of found) {
      for (const importer of this.importersOf(id)) found.add(importer)
    }
    return found
  }
}
