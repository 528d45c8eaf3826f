// The link plan: which modules an edit re-evaluates, and what each of their imports resolves to.

import type { CompiledModule, ModuleImport } from '../contracts/compiler.ts'
import type { Result } from '../contracts/result.ts'
import { type Edit, newModule } from '../state/edit.ts'
import type { ImportTarget, LiveModules } from '../state/live-modules.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { ExportedNames } from './exported-names.ts'
import { depthProblems } from './import-depth.ts'
import { type LinkProblem, missingExport, unresolvedImport } from './link-problem.ts'

/** Of one module. More would only repeat what these say. */
const MAX_PROBLEMS = 20

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
  if (errors.length === 0) errors.push(...(yield* depthProblems(live, plan)))
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
  exported: ExportedNames,
): LinkProblem[] {
  const problems: LinkProblem[] = []
  for (const entry of module.imports) {
    if (problems.length >= MAX_PROBLEMS) break
    const target = plan.resolve(module.id, entry)
    if (!target) problems.push(unresolvedImport(live, plan, module, entry))
    // What a host exports is not known as long as it could not be loaded.
    else if (target.kind === 'script' || target.namespace)
      for (const name of missingNames(entry, target, exported, MAX_PROBLEMS - problems.length))
        problems.push(missingExport(module, entry, target, name, exported.all(target)))
  }
  return problems
}

function missingNames(
  { names }: ModuleImport,
  target: ImportTarget,
  exported: ExportedNames,
  most: number,
): string[] {
  return names.filter((name) => name !== '*' && !exported.has(target, name)).slice(0, most)
}
