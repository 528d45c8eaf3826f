// Live modules: what the game runs now: its scripts, as imported or as reloaded, and its host
// modules.

import type { CompiledModule, ModuleImport } from '../contracts/compiler.ts'
import type { Hosts } from '../contracts/hosts.ts'
import { specifierCandidates } from '../text/specifier.ts'
import { type Edit, isRemoved, NO_EDIT, newModule } from './edit.ts'
import { HostRegistry } from './host-registry.ts'
import { LinkedModule } from './linked-module.ts'
import { ModuleGraph } from './module-graph.ts'

/** What a specifier leads to. */
export type ImportTarget =
  | { readonly kind: 'script'; readonly id: string }
  /** The namespace is undefined as long as the host is not loaded. */
  | { readonly kind: 'host'; readonly key: string; readonly namespace: object | undefined }

/** The modules that run. The linker reads them; they change only when a generation is live. */
export class LiveModules {
  readonly graph = new ModuleGraph()
  readonly hosts: HostRegistry
  readonly #scripts = new Map<string, LinkedModule>()
  readonly #removed = new Set<string>()
  #epoch = 0

  constructor(
    scripts: Readonly<Record<string, { readonly module: object; readonly text: string }>>,
    hosts: Hosts,
  ) {
    for (const [id, { module, text }] of Object.entries(scripts)) {
      this.#scripts.set(id, new LinkedModule(id, module, { text }))
    }
    this.hosts = new HostRegistry(hosts)
  }

  /** Changes whenever other modules become live. */
  get epoch(): number {
    return this.#epoch
  }

  /** A script's module, if it runs. */
  linked(id: string): LinkedModule | undefined {
    return this.#scripts.get(id)
  }

  /** What a script exports, if it runs. */
  namespace(id: string): object | undefined {
    return this.#scripts.get(id)?.namespace
  }

  /** What a script was compiled to; undefined for an initial script that is not compiled yet. */
  compiled(id: string): CompiledModule | undefined {
    return this.#scripts.get(id)?.module
  }

  /** What can be imported, for "did you mean". */
  get scriptIds(): Iterable<string> {
    return this.#scripts.keys()
  }

  /** Whether a script was removed and is not back. */
  isRemoved(id: string): boolean {
    return this.#removed.has(id)
  }

  /** Those of the edited scripts that were removed until now. */
  removedAmong(edit: Edit): ReadonlySet<string> {
    return new Set([...this.#removed].filter((id) => edit.has(id)))
  }

  /** Finds what an import means in `importer`, as it will be once `edit` is live. */
  resolve(
    importer: string,
    { specifier, address }: ModuleImport,
    edit: Edit,
  ): ImportTarget | undefined {
    if (address) {
      return address.kind === 'host' ? this.#host(address.key) : this.#script(address.id, edit)
    }
    const { scripts, hosts } = specifierCandidates(importer, specifier)
    for (const id of scripts) {
      const target = this.#script(id, edit)
      if (target) return target
    }
    for (const key of hosts) {
      const target = this.#host(key)
      if (target) return target
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
    const imported = this.importedScripts(module, NO_EDIT)
    linked.dependencies = linked.module
      ? linked.dependencies
      : imported.flatMap((id) => this.#scripts.get(id) ?? [])
    linked.module = module
    this.graph.set(module.id, imported)
  }

  /**
   * Replaces modules, once what they export is live. Whom they import is noted by `setImports`,
   * before the next plan.
   */
  replace(modules: readonly LinkedModule[]): void {
    this.#epoch += 1
    for (const linked of modules) {
      this.#scripts.set(linked.id, linked)
      this.#removed.delete(linked.id)
    }
  }

  /** Notes whom a module imports, if it is still the one that runs. */
  setImports({ id, module }: LinkedModule): void {
    if (module && this.compiled(id) === module) this.setCompiled(module)
  }

  /** Removes a script: nothing can import it any more. Modules that were linked with it keep it. */
  remove(id: string): void {
    this.#epoch += 1
    if (this.#scripts.delete(id)) this.#removed.add(id)
    this.graph.set(id, [])
  }

  /** The scripts that a module imports, as far as they are known. */
  importedScripts(module: CompiledModule, edit: Edit): string[] {
    return module.imports.flatMap((entry) => {
      const target = this.resolve(module.id, entry, edit)
      return target?.kind === 'script' ? [target.id] : []
    })
  }

  /** The host modules that a module imports, loaded or not. */
  importedHosts(module: CompiledModule, edit: Edit): string[] {
    return module.imports.flatMap((entry) => {
      const target = this.resolve(module.id, entry, edit)
      return target?.kind === 'host' ? [target.key] : []
    })
  }

  #script(id: string, edit: Edit): ImportTarget | undefined {
    const isThere =
      newModule(edit, id) !== undefined || (this.#scripts.has(id) && !isRemoved(edit, id))
    return isThere ? { kind: 'script', id } : undefined
  }

  #host(key: string): ImportTarget | undefined {
    return this.hosts.has(key)
      ? { kind: 'host', key, namespace: this.hosts.namespace(key) }
      : undefined
  }
}
