// Compile workers of a page die and hang for real: they are replaced, and nobody waits for ever.

import type { CompileRetry } from 'tickswap/hotreload'
import { workerCompiler } from 'tickswap/hotreload/browser'
import { expect, test } from 'vitest'

const TIMEOUT_MILLISECONDS = 30_000
const TIME_LIMIT_MILLISECONDS = 3_000

const dying = { id: 'killer', file: 'killer.ts', text: '// die here' }
const living = { id: 'wander', file: 'wander.ts', text: 'export const speed: number = 40' }

/** The true worker, which then does something else with what it is asked, before it can answer. */
function workerUrl(onText: string): URL {
  const entry = new URL('../../hotreload/worker/compile-worker.ts', import.meta.url)
  const script = `import ${JSON.stringify(entry.href)}
self.addEventListener('message', ({ data }) => {
  if (JSON.stringify(data).includes('die here')) ${onText}
})`
  return new URL(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
}

const deaths = [
  ['throws', "throw new Error('Out of cheese.')", /Out of cheese/],
  ['hangs', 'for (;;);', /It took longer than 3,000 ms, so its thread was ended/],
  ['closes without a word', 'self.close()', /It took longer than 3,000 ms, so its thread was ended/],
] as const

test.each(deaths)(
  'a worker that %s is replaced',
  { timeout: TIMEOUT_MILLISECONDS },
  async (_, onText, reason) => {
    const compiler = workerCompiler({
      workerUrl: workerUrl(onText),
      timeLimit: TIME_LIMIT_MILLISECONDS,
      retryDelays: [10],
    })
    const retries: CompileRetry[] = []
    compiler.onRetry?.((retry) => retries.push(retry))
    await compiler.warmUp()
    const rejecting = expect(compiler.compile(dying)).rejects.toThrow(reason)
    expect(await compiler.compile(living)).toMatchObject({ ok: true, module: { exports: ['speed'] } })
    await rejecting
    expect(retries).toMatchObject([{ id: 'killer', attempt: 1, delay: 10 }])
    expect((await compiler.compile({ ...living, text: 'export const after = 1' })).ok).toBe(true)
    await compiler.close()
  },
)
