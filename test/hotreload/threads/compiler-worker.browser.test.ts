// The compiler in a module worker of the page keeps the contract.

import { workerCompiler } from 'tickswap/hotreload/browser'
import { describeCompiler } from '../compile/compiler-conformance.ts'

describeCompiler('esbuild-wasm worker', workerCompiler)
