// Bench: the contract between a bench file and what runs it.

import type { Progress } from './progress.ts'
import type { Report } from './report.ts'

export interface BenchContext {
  /** Which of the parts that the catalogue lists. */
  readonly part: string
  /** Fewer samples, so that all benches together take under two minutes. */
  readonly quick: boolean
  readonly report: Report
  readonly progress: Progress
}

/** What a bench file exports as `run`. The file's first line is the question that it answers. */
export type Bench = (context: BenchContext) => void | Promise<void>
