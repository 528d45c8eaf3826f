// UnreadableFile: the error for a script's file whose text cannot be taken.

import { TickswapError } from 'tickswap'
import type { FileProblem } from 'tickswap/hotreload/adapters'

export class UnreadableFile extends TickswapError {
  readonly problem: FileProblem

  constructor(problem: FileProblem) {
    super(problem.message)
    this.problem = problem
  }
}
