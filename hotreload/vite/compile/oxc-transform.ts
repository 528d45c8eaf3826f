// The Oxc transform: Vite 8's own, in this process, so that no text leaves it.

import type { CompileRequest } from 'tickswap/hotreload/adapters'
import {
  firstDiagnostics,
  type ScriptLanguage,
  scriptLanguage,
  type Transform,
} from 'tickswap/hotreload/worker'
import type * as Vite from 'vite'
import { oxcDiagnostic } from './oxc-diagnostic.ts'

/** The part of Vite 8 that is used. */
export type Oxc = Pick<typeof Vite, 'transformWithOxc' | 'parseSync'>

const COMMENT = /\/[/*]/
/** Scripts are modules, in which `<!--` begins no comment. */
const sourceType = 'module'

/**
 * Transforms with Oxc, for a compile service in a process that has Vite 8. The plugin chooses it by
 * itself. As with esbuild, the project's `tsconfig` has no effect on scripts. It gives no warnings.
 *
 * @example `createCompileService({ transform: oxcTransform(await import('vite')) })`
 */
export function oxcTransform({ transformWithOxc, parseSync }: Oxc): Transform {
  /** Comments make no version, and Oxc keeps some. Blanks replace them, so that no place moves. */
  function withoutComments({ file, text }: CompileRequest, lang: ScriptLanguage): string {
    if (!COMMENT.test(text)) return text
    const parts: string[] = []
    let at = 0
    for (const { start, end } of parseSync(file, text, { lang, sourceType }).comments) {
      parts.push(text.slice(at, start), text.slice(start, end).replace(/\S/g, ' '))
      at = end
    }
    return parts.join('') + text.slice(at)
  }

  return {
    async ready() {
      await transformWithOxc('', 'ready.ts')
    },
    async transform(script) {
      const { file, text } = script
      const lang = scriptLanguage(file)
      try {
        const { code, map = { names: [], mappings: '' } } = await transformWithOxc(
          withoutComments(script, lang),
          file,
          {
            lang,
            sourceType,
            target: 'es2022',
            tsconfig: false,
            jsx: { runtime: 'classic' },
          },
        )
        return { ok: true, code, map, warnings: [] }
      } catch (error) {
        // The transform's errors are coloured text; the parser returns the same ones as data.
        const { errors } = parseSync(file, text, {
          lang,
          sourceType,
          showSemanticErrors: true,
        })
        if (errors.length === 0) throw error
        const diagnostics = firstDiagnostics(errors, (problem) => oxcDiagnostic(script, problem))
        return { ok: false, diagnostics }
      }
    },
  }
}
