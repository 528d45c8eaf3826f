// The compile service keeps the contract of a compiler, in the thread of a pool that is this very
// thread.

import { createCompilerPool } from 'tickswap/hotreload/adapters'
import { describeCompiler } from './compiler-conformance.ts'
import { createTestService } from './node-compiler.ts'

describeCompiler('in-process', ({ loopGuard } = {}) =>
  createCompilerPool({
    name: 'esbuild-wasm in the test',
    start: () => ({ service: createTestService(loopGuard), end() {} }),
  }),
)
