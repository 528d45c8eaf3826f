// The link plan: which modules an edit renews, and what each import of theirs leads to. Nothing is run yet.

import type { CompiledModule, ModuleImport } from './compiler.ts'
import { type Edit, newModule } from './edit.ts'
import { type LinkProblem, missingExport, unresolvedImport } from './link-problem.ts'
import type { ImportTarget, LiveModules } from './live-modules.ts'
import { namesOf } from './namespace.ts'

/** What is to be evaluated. */
export interface LinkPlan {
  /** The changed modules and all that import them, each after what it imports. */
  readonly modules: ReadonlyMap<string, CompiledModule>
  /** What it makes live. */
  readonly edit: Edit
  readonly resolve: (importer: string, entry: ModuleImport) => ImportTarget | undefined
}

export type LinkPlanResult =
  | { readonly ok: true; readonly plan: LinkPlan }
  | { readonly ok: false; readonly problems: readonly LinkProblem[] }

/** Plans the exchange of the edited scripts, or tells every import that would not hold. */
export function planLink(live: LiveModules, edit: Edit): LinkPlanResult {
  const imports = Array.from(edit.keys(), (id) => {
    const module = newModule(edit, id)
    return [id, module ? live.importedScripts(module, edit) : []] as const
  })
  const modules = new Map<string, CompiledModule>()
  for (const id of live.graph.affected(new Map(imports))) {
    const module = edit.has(id) ? newModule(edit, id) : live.compiled(id)
    if (module) modules.set(id, module)
  }
  const resolve: LinkPlan['resolve'] = (importer, entry) => live.resolve(importer, entry, edit)
  const plan: LinkPlan = { modules, edit, resolve }
  const problems = [...modules.values()].flatMap((module) => problemsOf(live, plan, module))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plan }
}

/** The scripts that a module of the plan imports. */
export function scriptsImportedBy(plan: LinkPlan, id: string): string[] {
  const { imports = [] } = plan.modules.get(id) ?? {}
  const targets = imports.map((entry) => plan.resolve(id, entry))
  return [...new Set(targets.flatMap((target) => (target?.kind === 'script' ? target.id : [])))]
}

function problemsOf(live: LiveModules, plan: LinkPlan, module: CompiledModule): LinkProblem[] {
  return module.imports.flatMap((entry) => {
    const target = plan.resolve(module.id, entry)
    if (!target) return [unresolvedImport(live, plan, module, entry)]
    // What a host exports is not known as long as it could not be loaded.
    if (target.kind === 'host' && !target.namespace) return []
    const exported = exportedNames(live, plan, target)
    return missingNames(entry, exported).map((name) => missingExport(module, entry, target, name, exported))
  })
}

function missingNames({ names }: ModuleImport, exported: ReadonlySet<string>): string[] {
  return names.filter((name) => name !== '*' && !exported.has(name))
}

/** What the target exports; of a module yet to be evaluated, what its text says. */
function exportedNames(
  live: LiveModules,
  plan: LinkPlan,
  target: ImportTarget,
  asked: Set<string> = new Set(),
): ReadonlySet<string> {
  if (target.kind === 'host') return new Set(namesOf(target.namespace ?? {}))
  const module = plan.modules.get(target.id)
  if (!module) return new Set(namesOf(live.namespace(target.id) ?? {}))
  if (asked.has(module.id)) return new Set()
  asked.add(module.id)
  const names = new Set(module.exports)
  if (!names.delete('*')) return names
  for (const entry of module.imports) {
    const source = entry.names.includes('*') ? plan.resolve(module.id, entry) : undefined
    if (!source) continue
    for (const name of exportedNames(live, plan, source, asked)) if (name !== 'default') names.add(name)
  }
  return names
}
