// Everything that `tickswap/hotreload/worker` exports: the compile service, for workers of your own.

export { type CompileServiceOptions, createCompileService } from './compile-service.ts'
