// The link plan: which modules an edit re-evaluates, and what each of their imports resolves to.

import type { CompiledModule, ModuleImport } from '../contracts/compiler.ts'
import type { Result } from '../contracts/result.ts'
import { type Edit, newModule } from '../state/edit.ts'
import type { ImportTarget, LiveModules } from '../state/live-modules.ts'
import { namesOf } from '../state/namespace.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { type LinkProblem, missingExport, unresolvedImport } from './link-problem.ts'

/** What is to be evaluated. */
export interface LinkPlan {
  /** The changed modules and all that import them, each after what it imports. */
  readonly modules: ReadonlyMap<string, CompiledModule>
  /** What it makes live. */
  readonly edit: Edit
  readonly resolve: (importer: string, entry: ModuleImport) => ImportTarget | undefined
}

/** Plans the replacement of the edited scripts, or lists every import that would not resolve. */
export function* planLink(live: LiveModules, edit: Edit): Steps<Result<LinkPlan, LinkProblem>> {
  const imports = new Map<string, readonly string[]>()
  for (const id of edit.keys()) {
    const module = newModule(edit, id)
    imports.set(id, module ? live.importedScripts(module, edit) : [])
    yield
  }
  const modules = new Map<string, CompiledModule>()
  for (const id of live.graph.affected(imports)) {
    const module = edit.has(id) ? newModule(edit, id) : live.compiled(id)
    if (module) modules.set(id, module)
    yield
  }
  const resolve: LinkPlan['resolve'] = (importer, entry) => live.resolve(importer, entry, edit)
  const plan: LinkPlan = { modules, edit, resolve }
  const errors: LinkProblem[] = []
  const exported = new ExportedNames(live, plan)
  for (const module of modules.values()) {
    errors.push(...problemsOf(live, plan, module, exported))
    yield
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: plan }
}

/** The scripts that a module of the plan imports. */
export function scriptsImportedBy(plan: LinkPlan, id: string): string[] {
  const { imports = [] } = plan.modules.get(id) ?? {}
  const targets = imports.map((entry) => plan.resolve(id, entry))
  return [...new Set(targets.flatMap((target) => (target?.kind === 'script' ? target.id : [])))]
}

function problemsOf(
  live: LiveModules,
  plan: LinkPlan,
  module: CompiledModule,
  exportedNames: ExportedNames,
): LinkProblem[] {
  return module.imports.flatMap((entry) => {
    const target = plan.resolve(module.id, entry)
    if (!target) return [unresolvedImport(live, plan, module, entry)]
    // What a host exports is not known as long as it could not be loaded.
    if (target.kind === 'host' && !target.namespace) return []
    const exported = exportedNames.of(target)
    return missingNames(entry, exported).map((name) =>
      missingExport(module, entry, target, name, exported),
    )
  })
}

function missingNames({ names }: ModuleImport, exported: ReadonlySet<string>): string[] {
  return names.filter((name) => name !== '*' && !exported.has(name))
}

/**
 * What the targets of a plan's imports export. Most modules import the same few: each is read once.
 */
class ExportedNames {
  readonly #live: LiveModules
  readonly #plan: LinkPlan
  readonly #known = new Map<string, ReadonlySet<string>>()

  constructor(live: LiveModules, plan: LinkPlan) {
    this.#live = live
    this.#plan = plan
  }

  of(target: ImportTarget): ReadonlySet<string> {
    const key = target.kind === 'host' ? `host ${target.key}` : `script ${target.id}`
    const names = this.#known.get(key) ?? this.#read(target, new Set())
    this.#known.set(key, names)
    return names
  }

  /** Of a module yet to be evaluated, what its text says. */
  #read(target: ImportTarget, asked: Set<string>): ReadonlySet<string> {
    if (target.kind === 'host') return new Set(namesOf(target.namespace ?? {}))
    const module = this.#plan.modules.get(target.id)
    if (!module) return new Set(namesOf(this.#live.namespace(target.id) ?? {}))
    if (asked.has(module.id)) return new Set()
    asked.add(module.id)
    const names = new Set(module.exports)
    if (!names.delete('*')) return names
    for (const entry of module.imports) {
      const source = entry.names.includes('*') ? this.#plan.resolve(module.id, entry) : undefined
      if (!source) continue
      for (const name of this.#read(source, asked)) if (name !== 'default') names.add(name)
    }
    return names
  }
}
