// The linker: loads and evaluates the modules of a link plan, beside the live ones, which it does
// not touch.

import { errorMessage } from 'tickswap'
import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Evaluator, ModuleFunction } from '../contracts/evaluator.ts'
import type { Result } from '../contracts/result.ts'
import { LinkedModule } from '../state/linked-module.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { textStart } from '../text/text-place.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { Evaluation, TopLevelThrow } from './evaluation.ts'
import { type LinkPlan, scriptsImportedBy } from './link-plan.ts'
import { thrownLocation } from './thrown-location.ts'

/**
 * Runs the top level of every module of the plan, each once and after what it imports, time-sliced.
 * Undefined once `isSuperseded`: the rest is not needed then.
 */
export async function evaluatePlan(
  state: PipelineState,
  plan: LinkPlan,
  isSuperseded: () => boolean,
): Promise<Result<readonly LinkedModule[]> | undefined> {
  const { live, work } = state
  const modules = [...plan.modules.values()]
  const loaded = await loadModules(state, modules, isSuperseded)
  if (!loaded?.ok) return loaded
  const evaluation = new Evaluation(live, plan, loaded.value)
  const evaluated: LinkedModule[] = []
  try {
    for (const module of modules) {
      if (isSuperseded()) return undefined
      const namespace = await work.do(() => evaluation.namespace(module))
      evaluated.push(new LinkedModule(module.id, namespace, module))
    }
  } catch (error) {
    if (!(error instanceof TopLevelThrow)) throw error
    return { ok: false, errors: [topLevelDiagnostic(error, modules)] }
  }
  await work.run(joinDependencies(live, plan, evaluated), isSuperseded)
  if (isSuperseded()) return undefined
  return { ok: true, value: evaluated }
}

/** Turns the code of modules into functions. A slow environment may load several at once. */
async function loadModules(
  { evaluator, work }: PipelineState,
  modules: readonly CompiledModule[],
  isSuperseded: () => boolean,
): Promise<Result<ReadonlyMap<string, ModuleFunction>> | undefined> {
  const functions = new Map<string, ModuleFunction>()
  const diagnostics: Diagnostic[] = []
  const load = async (module: CompiledModule) => {
    try {
      functions.set(module.id, await evaluator.load(module))
    } catch (error) {
      diagnostics.push(rejectedDiagnostic(module, evaluator, error))
    }
  }
  const loading: Promise<void>[] = []
  for (const module of modules) {
    if (isSuperseded()) return undefined
    await work.do(() => {
      loading.push(load(module))
    })
  }
  await Promise.all(loading)
  return diagnostics.length > 0
    ? { ok: false, errors: diagnostics }
    : { ok: true, value: functions }
}

/** Notes whom each module was linked with. */
function* joinDependencies(
  live: LiveModules,
  plan: LinkPlan,
  evaluated: readonly LinkedModule[],
): Steps<void> {
  const linked = new Map(evaluated.map((one) => [one.id, one]))
  for (const one of evaluated) {
    const imported = scriptsImportedBy(plan, one.id)
    one.dependencies = imported.flatMap((id) => linked.get(id) ?? live.linked(id) ?? [])
    yield
  }
}

function rejectedDiagnostic(
  { id, file, text }: CompiledModule,
  { name }: Evaluator,
  error: unknown,
): Diagnostic {
  return {
    severity: 'error',
    stage: 'evaluate',
    code: 'refused-code',
    script: id,
    message: `The ${name} evaluator rejected the code of script "${id}": ${describe(error)}`,
    location: textStart(file, text),
  }
}

function topLevelDiagnostic(
  { module, error }: TopLevelThrow,
  modules: readonly CompiledModule[],
): Diagnostic {
  const location = thrownLocation(error, modules) ?? textStart(module.file, module.text)
  return {
    severity: 'error',
    stage: 'evaluate',
    code: 'evaluation',
    script: module.id,
    message: `Script "${module.id}" threw while its top level ran: ${describe(error)}`,
    location,
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : errorMessage(error)
}
