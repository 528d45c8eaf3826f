// Live modules: what the game runs now: its scripts, as imported or as reloaded, and its host modules.

import * as bitecs from 'bitecs'
import * as tickswap from 'tickswap'
import type { CompiledModule } from './compiler.ts'
import type { Hosts } from './hosts.ts'
import { LinkedModule } from './linked-module.ts'
import { ModuleGraph } from './module-graph.ts'
import { hostKey, specifierCandidates } from './specifier.ts'

/** What a specifier leads to. */
export type ImportTarget =
  | { readonly kind: 'script'; readonly id: string }
  | { readonly kind: 'host'; readonly key: string; readonly namespace: object }

/** The modules that run. The linker reads them; they change only when a generation is live. */
export class LiveModules {
  readonly graph = new ModuleGraph()
  readonly #hosts = new Map<string, object>([
    ['tickswap', tickswap],
    ['bitecs', bitecs],
  ])
  readonly #scripts = new Map<string, LinkedModule>()

  constructor(
    scripts: Readonly<Record<string, { readonly module: object; readonly text: string }>>,
    hosts: Hosts,
  ) {
    for (const [id, { module, text }] of Object.entries(scripts)) {
      this.#scripts.set(id, new LinkedModule(id, module, { text }))
    }
    for (const [key, namespace] of Object.entries(hosts)) this.#hosts.set(hostKey(key), namespace)
  }

  /** A script's module, if it runs. */
  linked(id: string): LinkedModule | undefined {
    return this.#scripts.get(id)
  }

  /** What a script exports, if it runs. */
  namespace(id: string): object | undefined {
    return this.#scripts.get(id)?.namespace
  }

  /** What a script was compiled to; undefined for one that came with the game and was not compiled yet. */
  compiled(id: string): CompiledModule | undefined {
    return this.#scripts.get(id)?.module
  }

  /** What can be imported, for "did you mean". */
  get scriptIds(): Iterable<string> {
    return this.#scripts.keys()
  }

  get hostKeys(): Iterable<string> {
    return this.#hosts.keys()
  }

  /** Finds what `specifier` means in `importer`; `isNew` says which scripts are about to come. */
  resolve(importer: string, specifier: string, isNew: (id: string) => boolean): ImportTarget | undefined {
    const { scripts, hosts } = specifierCandidates(importer, specifier)
    const id = scripts.find((script) => isNew(script) || this.#scripts.has(script))
    if (id !== undefined) return { kind: 'script', id }
    for (const key of hosts) {
      const namespace = this.#hosts.get(key)
      if (namespace) return { kind: 'host', key, namespace }
    }
    return undefined
  }

  /** Whether a script has this code, linked with what else is live. */
  isLinked({ id, code }: CompiledModule): boolean {
    const linked = this.#scripts.get(id)
    if (linked?.module?.code !== code) return false
    return [...linked.closure].every((part) => this.#scripts.get(part.id) === part)
  }

  /** Notes another text of a script whose code is what runs already. */
  setCompiled(module: CompiledModule): void {
    const linked = this.#scripts.get(module.id)
    if (!linked) return
    const imported = this.importedScripts(module, () => false)
    linked.dependencies = linked.module
      ? linked.dependencies
      : imported.flatMap((id) => this.#scripts.get(id) ?? [])
    linked.module = module
    this.graph.set(module.id, imported)
  }

  /** Replaces modules, once what they export is live. */
  replace(modules: readonly LinkedModule[]): void {
    for (const linked of modules) this.#scripts.set(linked.id, linked)
    for (const { module } of modules) if (module) this.setCompiled(module)
  }

  /** The scripts that a module imports, as far as they are known. */
  importedScripts(module: CompiledModule, isNew: (id: string) => boolean): string[] {
    return module.imports.flatMap(({ specifier }) => {
      const target = this.resolve(module.id, specifier, isNew)
      return target?.kind === 'script' ? [target.id] : []
    })
  }
}
