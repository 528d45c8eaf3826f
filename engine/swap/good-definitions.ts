// GoodDefinitions: the committed definitions of one script, which faults can roll back to.

import type { Runnable } from '../define/definition.ts'
import type { Version } from '../version/version.ts'

/** How many good versions before the present one a fault can roll back to. */
const MOST_ANCESTORS = 10

/** Definitions outlive their versions here: each keeps its number, and up to 10 can run again. */
export class GoodDefinitions {
  /** Those that were good before the present one, newest last. */
  readonly #ancestors: Runnable[] = []
  readonly #numbers = new WeakMap<Runnable, number>()

  /** Whether a definition was committed, and not revoked since. */
  has(definition: Runnable): boolean {
    return this.#numbers.has(definition)
  }

  /** The version number that a definition had when it was committed. */
  numberOf(definition: Runnable): number | undefined {
    return this.#numbers.get(definition)
  }

  /** `version` was committed. The one before becomes an ancestor, unless an ancestor returns. */
  replace({ number, definition, suspended }: Version, version: Version): void {
    const returning = this.#ancestors.indexOf(version.definition)
    if (returning >= 0) this.#ancestors.length = returning
    else if (number > 0 && !suspended) this.#ancestors.push(definition)
    if (this.#ancestors.length > MOST_ANCESTORS) this.#ancestors.shift()
    this.#numbers.set(version.definition, version.number)
  }

  /** A definition that faulted too often is not good any more. */
  revoke(definition: Runnable): void {
    this.#numbers.delete(definition)
  }

  /** Removes and returns the last ancestor that was not revoked. */
  takeAncestor(): Runnable | undefined {
    const last = this.#ancestors.findLastIndex((definition) => this.has(definition))
    const [ancestor] = this.#ancestors.splice(Math.max(0, last))
    return last < 0 ? undefined : ancestor
  }
}
