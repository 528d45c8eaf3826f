// ExportedNames: what the targets of a plan's imports export, also through `export *`.

import type { CompiledModule, ModuleImport } from '../contracts/compiler.ts'
import type { ImportTarget, LiveModules } from '../state/live-modules.ts'
import { namesOf } from '../state/namespace.ts'

/** What is known of a plan. */
export interface Planned {
  readonly modules: ReadonlyMap<string, CompiledModule>
  readonly resolve: (importer: string, entry: ModuleImport) => ImportTarget | undefined
}

/** What one module exports by itself, and what it exports all of. */
interface OwnExports {
  readonly names: ReadonlySet<string>
  readonly sources: readonly ImportTarget[]
}

/**
 * Each module is read once, when it is first asked for. A name is searched along `export *`, in any
 * shape and depth; all names are only collected for messages.
 */
export class ExportedNames {
  readonly #live: LiveModules
  readonly #plan: Planned
  readonly #known = new Map<string, OwnExports>()
  readonly #found = new Map<string, Set<string>>()

  constructor(live: LiveModules, plan: Planned) {
    this.#live = live
    this.#plan = plan
  }

  has(target: ImportTarget, name: string): boolean {
    const key = keyOf(target)
    const found = this.#found.get(key) ?? new Set()
    this.#found.set(key, found)
    if (found.has(name)) return true
    for (const { names, isTarget } of this.#reachable(target)) {
      if (!names.has(name) || (name === 'default' && !isTarget)) continue
      found.add(name)
      return true
    }
    return false
  }

  all(target: ImportTarget): ReadonlySet<string> {
    const all = new Set<string>()
    for (const { names, isTarget } of this.#reachable(target))
      for (const name of names) if (isTarget || name !== 'default') all.add(name)
    return all
  }

  /** The target and everything that it exports all of, directly or not, each once. */
  *#reachable(target: ImportTarget): Generator<OwnExports & { readonly isTarget: boolean }> {
    const reached = new Map([[keyOf(target), target]])
    for (const [, one] of reached) {
      const own = this.#own(one)
      yield { ...own, isTarget: one === target }
      for (const source of own.sources) {
        const key = keyOf(source)
        if (!reached.has(key)) reached.set(key, source)
      }
    }
  }

  #own(target: ImportTarget): OwnExports {
    const key = keyOf(target)
    const own = this.#known.get(key) ?? this.#read(target)
    this.#known.set(key, own)
    return own
  }

  /** Of a module yet to be evaluated, what its text says. */
  #read(target: ImportTarget): OwnExports {
    if (target.kind === 'host') return evaluated(target.namespace)
    const module = this.#plan.modules.get(target.id)
    if (!module) return evaluated(this.#live.namespace(target.id))
    const names = new Set(module.exports)
    if (!names.delete('*')) return { names, sources: [] }
    const sources = module.imports.flatMap((entry) => {
      return entry.names.includes('*') ? (this.#plan.resolve(module.id, entry) ?? []) : []
    })
    return { names, sources }
  }
}

function evaluated(namespace: object | undefined): OwnExports {
  return { names: new Set(namesOf(namespace ?? {})), sources: [] }
}

function keyOf(target: ImportTarget): string {
  return target.kind === 'host' ? `host ${target.key}` : `script ${target.id}`
}
