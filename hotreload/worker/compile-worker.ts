// The entry of the compile worker: offers the compile service over Comlink.

import { expose, proxy } from 'comlink'
import { type CompileServiceOptions, createCompileService } from './compile-service.ts'

expose((options: CompileServiceOptions) => proxy(createCompileService(options)))
