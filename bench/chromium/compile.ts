// The page's part of the bench compile: the real compile worker.

import { workerCompiler } from 'tickswap/hotreload/browser'
import { type CompilePlan, type CompileTimes, measureCompile } from '../harness/compile-times.ts'

export function measureWorker(plan: CompilePlan): Promise<CompileTimes> {
  return measureCompile(workerCompiler, plan)
}
