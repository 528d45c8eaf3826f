// The page's part of the bench reload-memory: a reloader with the real compile worker.

import { pageEvaluator, workerCompiler } from 'tickswap/hotreload/browser'
import { createReloader } from '../harness/reloader.ts'

const reloader = createReloader(workerCompiler(), pageEvaluator())

export async function reload(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await reloader.reload()
}

/**
 * Bytes of the page and its worker together, or undefined where the browser does not tell. Takes
 * seconds.
 */
export async function memoryOfPageAndWorker(): Promise<number | undefined> {
  if (!('measureUserAgentSpecificMemory' in performance)) return undefined
  const { measureUserAgentSpecificMemory: measure } = performance
  if (typeof measure !== 'function') return undefined
  const result: unknown = await measure.call(performance)
  const isTold = typeof result === 'object' && result !== null && 'bytes' in result
  return isTold ? Number(result.bytes) : undefined
}
