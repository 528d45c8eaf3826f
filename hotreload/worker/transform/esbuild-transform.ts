// The esbuild transform: the options with which any build of esbuild transforms scripts.

import type { Diagnostic } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { type EsbuildMessage, esbuildDiagnostic } from './esbuild-diagnostic.ts'
import { firstDiagnostics } from './first-diagnostics.ts'
import { scriptLanguage } from './script-language.ts'
import { isStackOverflow } from './stack-overflow.ts'
import type { Transform, Transformed, TransformMap } from './transform.ts'

/**
 * The part of esbuild that is used. The packages `esbuild` and `esbuild-wasm` both have it, with
 * the same output.
 */
export interface Esbuild {
  transform(text: string, options: ReturnType<typeof optionsFor>): Promise<EsbuildResult>
  /** Ends it, so that it can be loaded again. */
  stop?(): Promise<void> | void
}

/** What esbuild returns. */
export interface EsbuildResult {
  readonly code: string
  readonly map: string
  readonly warnings: readonly EsbuildMessage[]
}

/** The error that esbuild throws when it refuses a text. */
interface Refusal {
  readonly errors: readonly EsbuildMessage[]
  readonly warnings: readonly EsbuildMessage[]
}

/**
 * Transforms with esbuild.
 *
 * @param load resolves with esbuild, ready to use. It is called before the first text, and again
 * after it failed, or after a text was too much for the stack.
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

  /** esbuild-wasm cannot go on once its stack has overflowed. */
  async function unload(esbuild: Esbuild): Promise<void> {
    loading = undefined
    await esbuild.stop?.()
  }

  return {
    async ready() {
      // Native esbuild starts its process only with the first text, and wasm needs long for it.
      await transformScript(await loaded(), { id: 'ready', file: 'ready.ts', text: '' })
    },
    async transform(script) {
      const esbuild = await loaded()
      try {
        return await transformScript(esbuild, script)
      } catch (error) {
        if (isStackOverflow(error)) await unload(esbuild)
        throw error
      }
    },
  }
}

async function transformScript(esbuild: Esbuild, script: CompileRequest): Promise<Transformed> {
  const diagnosticsOf = (severity: Diagnostic['severity'], messages: readonly EsbuildMessage[]) =>
    firstDiagnostics(messages, (message) => esbuildDiagnostic(script, severity, message))
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

/** From one module, TypeScript or JavaScript, to an ES module without types. */
function optionsFor({ file }: CompileRequest) {
  return {
    format: 'esm',
    loader: scriptLanguage(file),
    target: 'es2022',
    sourcemap: 'external',
    sourcesContent: false,
    sourcefile: file,
    charset: 'utf8',
    // Neither format nor comments make a version, and esbuild would keep some comments.
    minifyWhitespace: true,
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { alwaysStrict: true, useDefineForClassFields: true } },
  } as const
}

/**
 * Whether esbuild refused the text. If it failed itself, none of its messages has a place in the
 * text.
 */
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
