// Import depth: refuses chains of imports that are too long for the stack on which they run.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { Planned } from './exported-names.ts'
import { type LinkProblem, tooDeepImport } from './link-problem.ts'

/**
 * How many modules may import each other in a row. A circle is evaluated from within, and a name
 * that is passed on asks the next module for its value: V8 needs about a kilobyte of its stack of a
 * megabyte for each.
 */
const MAX_DEPTH = 250

/** A module on the way down, and which of its imports is next. */
interface Entered {
  readonly id: string
  readonly imports: readonly string[]
  next: number
  depth: number
}

/** The first import of the plan that makes a chain too long. */
export function* depthProblems(live: LiveModules, plan: Planned): Steps<LinkProblem[]> {
  const depths = new Map<string, number>()
  for (const id of plan.modules.keys()) {
    const problem = yield* depthProblemOf(id, live, plan, depths)
    if (problem) return [problem]
  }
  return []
}

function* depthProblemOf(
  start: string,
  live: LiveModules,
  plan: Planned,
  depths: Map<string, number>,
): Steps<LinkProblem | undefined> {
  if (depths.has(start)) return undefined
  const enter = (id: string): Entered => {
    depths.set(id, 0)
    return { id, imports: importsOf(id, live, plan), next: 0, depth: 1 }
  }
  const path: Entered[] = [enter(start)]
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const imported = top.imports[top.next++]
    if (imported === undefined) {
      yield
      depths.set(top.id, top.depth)
      path.pop()
      const importer = path.at(-1)
      if (importer) importer.depth = Math.max(importer.depth, top.depth + 1)
    } else if (!depths.has(imported)) path.push(enter(imported))
    else top.depth = Math.max(top.depth, (depths.get(imported) ?? 0) + 1)
    const module = plan.modules.get(top.id)
    if (module && (path.length > MAX_DEPTH || top.depth > MAX_DEPTH))
      return tooDeepImport(module, entryOf(plan, module, imported), MAX_DEPTH)
  }
  return undefined
}

/** The scripts that a module imports; of one that runs, what is noted. */
function importsOf(id: string, live: LiveModules, plan: Planned): readonly string[] {
  const module = plan.modules.get(id)
  if (!module) return [...live.graph.importsOf(id)]
  return module.imports.flatMap((entry) => {
    const target = plan.resolve(id, entry)
    return target?.kind === 'script' ? target.id : []
  })
}

/** The module's import of that script; its last one if it is not known. */
function entryOf(plan: Planned, module: CompiledModule, imported: string | undefined) {
  const found = module.imports.find((entry) => {
    const target = plan.resolve(module.id, entry)
    return target?.kind === 'script' && target.id === imported
  })
  return found ?? module.imports.at(-1)
}
