// The remembering compiler: has the last results of each script at hand, so that going back to a text compiles nothing.

import type { CompileRequest, CompileResult, Compiler } from '../contracts/compiler.ts'

/** Compiles with another compiler what is not among the last `depth` texts of a script. */
export function cachingCompiler(compiler: Compiler, depth: number): Compiler {
  const remembered = new Map<string, readonly CompileResult[]>()

  function recall({ id, file, text }: CompileRequest): CompileResult | undefined {
    return remembered
      .get(id)
      ?.find((result) => result.ok && result.module.text === text && result.module.file === file)
  }

  function remember(id: string, result: CompileResult): void {
    if (result.ok) remembered.set(id, [result, ...(remembered.get(id) ?? [])].slice(0, depth))
  }

  return {
    name: compiler.name,
    async compile(request, signal) {
      const known = recall(request)
      if (known?.ok) return { ...known, cached: true }
      const result = await compiler.compile(request, signal)
      remember(request.id, result)
      return result
    },
    warmUp: () => compiler.warmUp(),
    onRetry: (listener) => compiler.onRetry?.(listener) ?? (() => {}),
    close: () => compiler.close(),
  }
}
