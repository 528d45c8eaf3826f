// The link plan: which modules an edit renews, and what each import of theirs leads to. Nothing is run yet.

import type { CompiledModule, ModuleImport } from './compiler.ts'
import { type LinkProblem, missingExport, unresolvedImport } from './link-problem.ts'
import type { ImportTarget, LiveModules } from './live-modules.ts'
import { namesOf } from './namespace.ts'

/** What is to be evaluated. */
export interface LinkPlan {
  /** The changed modules and all that import them, each after what it imports. */
  readonly modules: ReadonlyMap<string, CompiledModule>
  readonly resolve: (importer: string, specifier: string) => ImportTarget | undefined
}

export type LinkPlanResult =
  | { readonly ok: true; readonly plan: LinkPlan }
  | { readonly ok: false; readonly problems: readonly LinkProblem[] }

/** Plans the exchange of the changed modules, or tells every import that would not hold. */
export function planLink(live: LiveModules, changed: ReadonlyMap<string, CompiledModule>): LinkPlanResult {
  const isNew = (id: string) => changed.has(id)
  const imports = [...changed].map(([id, module]) => [id, live.importedScripts(module, isNew)] as const)
  const modules = new Map<string, CompiledModule>()
  for (const id of live.graph.affected(new Map(imports))) {
    const module = changed.get(id) ?? live.compiled(id)
    if (module) modules.set(id, module)
  }
  const plan: LinkPlan = {
    modules,
    resolve: (importer, specifier) => live.resolve(importer, specifier, isNew),
  }
  const problems = [...modules.values()].flatMap((module) => problemsOf(live, plan, module))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plan }
}

/** The scripts that a module of the plan imports. */
export function scriptsImportedBy(plan: LinkPlan, id: string): string[] {
  const { imports = [] } = plan.modules.get(id) ?? {}
  const targets = imports.map(({ specifier }) => plan.resolve(id, specifier))
  return [...new Set(targets.flatMap((target) => (target?.kind === 'script' ? target.id : [])))]
}

function problemsOf(live: LiveModules, plan: LinkPlan, module: CompiledModule): LinkProblem[] {
  return module.imports.flatMap((entry) => {
    const target = plan.resolve(module.id, entry.specifier)
    if (!target) return [unresolvedImport(live, plan.modules.keys(), module, entry)]
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
  if (target.kind === 'host') return new Set(namesOf(target.namespace))
  const module = plan.modules.get(target.id)
  if (!module) return new Set(namesOf(live.namespace(target.id) ?? {}))
  if (asked.has(module.id)) return new Set()
  asked.add(module.id)
  const names = new Set(module.exports)
  if (!names.delete('*')) return names
  for (const { specifier, names: taken } of module.imports) {
    const source = taken.includes('*') ? plan.resolve(module.id, specifier) : undefined
    if (!source) continue
    for (const name of exportedNames(live, plan, source, asked)) if (name !== 'default') names.add(name)
  }
  return names
}
