// The compile service: one script's text in, a linkable module or diagnostics out. What a compile worker runs.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CompileRequest, CompileResult, CompileService, GuardedScripts } from 'tickswap/hotreload'
import { compilerDiagnostic } from './compiler-diagnostic.ts'
import { type EsbuildOptions, isTransformFailure, startEsbuild, transformScript } from './esbuild.ts'
import { isGuarded } from './guarded-scripts.ts'
import { readModuleShape } from './module-shape.ts'
import { createResultCache } from './result-cache.ts'

export type CompileServiceOptions = EsbuildOptions & {
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
}

const CACHED_RESULTS = 512
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Compiles scripts with esbuild-wasm in the thread it is called in, so call it in a worker.
 *
 * Scripts are ES modules in TypeScript or JavaScript. Type-only and unused imports vanish, as they do with
 * `tsc`. Refused with a diagnostic are `import()` and a top-level `await`, since a version must be whole
 * before the frame it goes live in, and `import.meta`, which a script without a URL of its own does not have.
 *
 * `compile` and `warmUp` reject only if the wasm cannot be loaded; then they may be called again.
 */
export function createCompileService(options: CompileServiceOptions): CompileService {
  const cache = createResultCache(CACHED_RESULTS)
  return {
    warmUp: () => startEsbuild(options),
    async compile(request) {
      const script = { ...request, text: withoutByteOrderMark(request.text) }
      const hash = bytesToHex(sha256(utf8ToBytes(script.text)))
      const key = `${script.id}\n${script.file}\n${hash}`
      const known = cache.get(key)
      if (known) return known.ok ? { ...known, cached: true } : known
      await startEsbuild(options)
      const result = await compileScript(script, hash, isGuarded(options.loopGuard ?? true, script.id))
      cache.set(key, result)
      return result
    },
  }
}

async function compileScript(
  script: CompileRequest,
  hash: string,
  withGuard: boolean,
): Promise<CompileResult> {
  try {
    const { code, map, warnings } = await transformScript(script)
    const shape = readModuleShape(script, code, map, withGuard)
    const diagnostics = [
      ...shape.problems,
      ...warnings.map((message) => compilerDiagnostic(script, 'warning', message)),
    ]
    if (shape.problems.length > 0) return { ok: false, diagnostics }
    const { problems: _, ...linkable } = shape
    return { ok: true, module: { ...script, hash, ...linkable }, diagnostics }
  } catch (error) {
    if (!isTransformFailure(error)) throw error
    const diagnostics = [
      ...error.errors.map((message) => compilerDiagnostic(script, 'error', message)),
      ...error.warnings.map((message) => compilerDiagnostic(script, 'warning', message)),
    ]
    return { ok: false, diagnostics }
  }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}
