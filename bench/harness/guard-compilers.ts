// guard-compilers: the compile service in this thread, with a loop guard and without.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { createCompileService, esbuildTransform } from 'tickswap/hotreload/worker'

export async function guardCompilers(): Promise<{
  readonly guarded: Compiler
  readonly plain: Compiler
}> {
  const transform = esbuildTransform(() => import('esbuild'))
  const create = (name: string, loopGuard: boolean): Compiler => ({
    name,
    ...createCompileService({ transform, loopGuard }),
    close: async () => {},
  })
  return {
    guarded: create('with a loop guard', true),
    plain: create('without a loop guard', false),
  }
}
