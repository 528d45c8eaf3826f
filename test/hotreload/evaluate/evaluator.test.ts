// Node's evaluator keeps the contract.

import { nodeEvaluator } from 'tickswap/hotreload/node'
import { describeEvaluator } from './evaluator-conformance.ts'

describeEvaluator('vm script', nodeEvaluator)
