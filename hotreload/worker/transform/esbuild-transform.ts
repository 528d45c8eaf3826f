// The esbuild transform: the options that every script is transformed with, whichever build of esbuild does it.

import type { CompileRequest, Diagnostic } from 'tickswap/hotreload'
import { type EsbuildMessage, esbuildDiagnostic } from './esbuild-diagnostic.ts'
import { scriptLanguage } from './script-language.ts'
import type { Transform, Transformed, TransformMap } from './transform.ts'

/** What is used of esbuild. The packages `esbuild` and `esbuild-wasm` both have it, with the same output. */
export interface Esbuild {
  transform(text: string, options: ReturnType<typeof optionsFor>): Promise<EsbuildResult>
}

/** What esbuild answers. */
export interface EsbuildResult {
  readonly code: string
  readonly map: string
  readonly warnings: readonly EsbuildMessage[]
}

/** esbuild refused the text. */
interface Refusal {
  readonly errors: readonly EsbuildMessage[]
  readonly warnings: readonly EsbuildMessage[]
}

/**
 * Transforms with esbuild.
 *
 * @param load brings esbuild, ready to use. It is called before the first text, and again after it has failed.
 *
 * @example
 * ```ts
 * esbuildTransform(() => import('esbuild'))
 *
 * import * as wasm from 'esbuild-wasm/esm/browser.js'
 * esbuildTransform(async () => {
 *   await wasm.initialize({ wasmURL, worker: false })
 *   return wasm
 * })
 * ```
 */
export function esbuildTransform(load: () => Promise<Esbuild>): Transform {
  let loading: Promise<Esbuild> | undefined

  function loaded(): Promise<Esbuild> {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined
      throw cause
    })
    return loading
  }

  return {
    async ready() {
      // A native esbuild starts its process with the first text only, and wasm takes its time for it.
      await transformScript(await loaded(), { id: 'ready', file: 'ready.ts', text: '' })
    },
    async transform(script) {
      const esbuild = await loaded()
      return transformScript(esbuild, script)
    },
  }
}

async function transformScript(esbuild: Esbuild, script: CompileRequest): Promise<Transformed> {
  const diagnosticsOf = (severity: Diagnostic['severity'], messages: readonly EsbuildMessage[]) =>
    messages.map((message) => esbuildDiagnostic(script, severity, message))
  try {
    const { code, map, warnings } = await esbuild.transform(script.text, optionsFor(script))
    const { names, mappings }: TransformMap = JSON.parse(map)
    return {
      ok: true,
      code,
      map: { names, mappings },
      warnings: diagnosticsOf('warning', warnings),
    }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { errors, warnings } = error
    return {
      ok: false,
      diagnostics: [...diagnosticsOf('error', errors), ...diagnosticsOf('warning', warnings)],
    }
  }
}

/** One module, TypeScript or JavaScript, to an ES module without types. */
function optionsFor({ file }: CompileRequest) {
  return {
    format: 'esm',
    loader: scriptLanguage(file),
    target: 'es2022',
    sourcemap: 'external',
    sourcesContent: false,
    sourcefile: file,
    charset: 'utf8',
    // Neither format nor comments are part of a version, and esbuild keeps some comments otherwise.
    minifyWhitespace: true,
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { alwaysStrict: true, useDefineForClassFields: true } },
  } as const
}

/** Whether esbuild refused the text, as opposed to having failed itself: then its message stands nowhere in the text. */
function isRefusal(error: unknown): error is Refusal {
  return (
    error instanceof Error &&
    'errors' in error &&
    Array.isArray(error.errors) &&
    error.errors.some(isLocated)
  )
}

function isLocated(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'location' in message &&
    message.location !== null
  )
}
