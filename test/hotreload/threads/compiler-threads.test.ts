// The compilers in worker threads keep the contract.

import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'
import { describeCompiler } from '../compile/compiler-conformance.ts'

describeCompiler('esbuild-wasm thread', threadCompiler)
describeCompiler('native esbuild thread', nativeCompiler)
