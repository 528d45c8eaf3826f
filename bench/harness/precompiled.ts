// precompiled: a compiler for Node that compiles one text for real and then only writes each edit's
// number into it.

import { createHash } from 'node:crypto'
import type { CompiledModule, Compiler } from 'tickswap/hotreload/adapters'
import { createCompileService, esbuildTransform } from 'tickswap/hotreload/worker'
import { firstEdit } from './reloader.ts'

/**
 * Leaves esbuild's own memory out of a measurement of the game's thread, as a worker would. Texts
 * must differ in nothing but the edit's number, and that always has as many digits, so that the
 * source map stays right.
 */
export function precompiledCompiler(): Compiler {
  let template: CompiledModule | undefined
  return {
    name: 'precompiled',
    async compile(request) {
      const edit = request.text.match(/= (\d{9})\n/)?.[1]
      if (!edit) throw new Error('The text carries no edit number.')
      template ??= await compileOnce(request.text.replace(edit, String(firstEdit)), request)
      const code = template.code.replace(String(firstEdit), edit)
      const hash = createHash('sha256').update(request.text).digest('hex')
      return { ok: true, module: { ...template, text: request.text, code, hash }, diagnostics: [] }
    },
    warmUp: async () => {},
    close: async () => {},
  }
}

async function compileOnce(
  text: string,
  script: { id: string; file: string },
): Promise<CompiledModule> {
  const service = createCompileService({ transform: esbuildTransform(() => import('esbuild')) })
  const result = await service.compile({ ...script, text })
  if (!result.ok) throw new Error(result.diagnostics[0]?.message)
  if (!result.module.code.includes(String(firstEdit)))
    throw new Error('The code does not carry the edit number.')
  return result.module
}
