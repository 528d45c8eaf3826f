// LinkedModule: a script's module after its evaluation: what it exports, and the modules that it
// was linked with.

import type { CompiledModule } from '../contracts/compiler.ts'

/**
 * One evaluated module. The game runs it as long as an entity runs a version of it, and the history
 * keeps it for going back, together with the very modules that it imports: those have a state of
 * their own.
 */
export class LinkedModule {
  readonly id: string
  readonly namespace: object
  /**
   * What it was compiled to; undefined for one that came with the game, until its text is compiled.
   * A text that compiles to the same code takes its place, so that errors lead to the lines that
   * people see.
   */
  module: CompiledModule | undefined
  /** The scripts that it imports, as they were when it was linked. Imports may be circular. */
  dependencies: readonly LinkedModule[] = []

  readonly #text: string

  /** `source` is what it was compiled to, or the text that the game was started with. */
  constructor(id: string, namespace: object, source: CompiledModule | { readonly text: string }) {
    this.id = id
    this.namespace = namespace
    this.module = 'code' in source ? source : undefined
    this.#text = source.text
  }

  get text(): string {
    return this.module?.text ?? this.#text
  }

  /** Itself and everything that it imports, directly or not. */
  get closure(): ReadonlySet<LinkedModule> {
    const closure = new Set<LinkedModule>([this])
    for (const { dependencies } of closure)
      for (const dependency of dependencies) closure.add(dependency)
    return closure
  }

  /** What its closure was compiled to, as far as that is known. */
  get compiledClosure(): readonly CompiledModule[] {
    return [...this.closure].flatMap(({ module }) => module ?? [])
  }
}
