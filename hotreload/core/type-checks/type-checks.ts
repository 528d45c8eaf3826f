// Type checks: what the pipeline does with a type checker, in either mode; nothing without one.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { TypeCheckSettings } from '../contracts/type-checker.ts'
import type { LinkPlan } from '../link/link-plan.ts'
import type { CompileResults } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { TypeGate } from './type-gate.ts'
import { TypeQuestions } from './type-questions.ts'
import { TypeReports } from './type-reports.ts'

/** The pipeline's side of a type checker. */
export interface TypeChecks {
  /**
   * Checks what the game was started with, in the background. To be called when all of it is
   * compiled.
   */
  start(): void
  /** A batch is processed: its texts are checked now, if they were not before. */
  note(results: CompileResults): void
  /** The type errors that forbid a plan to go live. */
  errorsOf(plan: LinkPlan): Promise<readonly Diagnostic[]>
  close(): Promise<void>
}

const NO_CHECKS: TypeChecks = {
  start() {},
  note() {},
  errorsOf: async () => [],
  close: async () => {},
}

export function createTypeChecks(
  state: PipelineState,
  settings: TypeCheckSettings | undefined,
): TypeChecks {
  if (!settings) return NO_CHECKS
  const { checker, mode = 'report', importers = true } = settings
  const questions = new TypeQuestions(checker)
  const reports = new TypeReports(state, questions, importers)
  const ready = async () => {
    reports.start()
    await reports.idle()
  }
  const gate = new TypeGate(state, questions, { importers, ready })
  return {
    start: () => reports.start(),
    note(results) {
      if (mode === 'report') reports.note(results)
      else reports.recheck(passedBy(results, gate, state.live))
    },
    errorsOf: async (plan) => (mode === 'refuse' ? gate.errorsOf(plan) : []),
    async close() {
      reports.close()
      await checker.close()
    },
  }
}

/** Texts that the gate could not see, since their code is what runs: only their types are new. */
function passedBy(results: CompileResults, gate: TypeGate, live: LiveModules): readonly string[] {
  return [...results].flatMap(([id, result]) => {
    const isLive = 'ok' in result && result.ok && live.compiled(id) === result.module
    return isLive && !gate.hasSeen(result.module) ? [id] : []
  })
}
