// The caching compiler: keeps the last results of each script, so that returning to a text compiles
// nothing.

import type { CompileRequest, CompileResult, Compiler } from '../contracts/compiler.ts'

/** Compiles with another compiler what is not among the last `depth` texts of a script. */
export function cachingCompiler(compiler: Compiler, depth: number): Compiler {
  const cache = new Map<string, readonly CompileResult[]>()

  function find({ id, file, text }: CompileRequest): CompileResult | undefined {
    return cache
      .get(id)
      ?.find((result) => result.ok && result.module.text === text && result.module.file === file)
  }

  function store(id: string, result: CompileResult): void {
    if (result.ok) cache.set(id, [result, ...(cache.get(id) ?? [])].slice(0, depth))
  }

  return {
    name: compiler.name,
    async compile(request, signal) {
      const known = find(request)
      if (known?.ok) return { ...known, cached: true }
      const result = await compiler.compile(request, signal)
      store(request.id, result)
      return result
    },
    warmUp: () => compiler.warmUp(),
    onRetry: (listener) => compiler.onRetry?.(listener) ?? (() => {}),
    close: () => compiler.close(),
  }
}
