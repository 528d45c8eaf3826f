// Compile workers of a page die and hang for real: they are replaced, and nobody waits forever.

import type { CompileRetry, Compiler } from 'tickswap/hotreload/adapters'
import { workerCompiler } from 'tickswap/hotreload/browser'
import { expect, test } from 'vitest'
import { PATIENCE } from '../../patience.ts'

const dying = { id: 'killer', file: 'killer.ts', text: '// die here' }
const living = { id: 'wander', file: 'wander.ts', text: 'export const speed: number = 40' }

/** The true worker, which then does something else with what it is asked, before it can answer. */
function workerUrl(onText: string): URL {
  const entry = new URL('../../../hotreload/worker/browser-compile-worker.ts', import.meta.url)
  const script = `import ${JSON.stringify(entry.href)}
self.addEventListener('message', ({ data }) => {
  if (JSON.stringify(data).includes('die here')) ${onText}
})`
  return new URL(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
}

async function expectLife(compiler: Compiler): Promise<void> {
  expect(await compiler.compile(living)).toMatchObject({ ok: true, module: { exports: ['speed'] } })
  await compiler.close()
}

test('a worker that throws is replaced, and the others are answered', async () => {
  const url = workerUrl("throw new Error('Out of cheese.')")
  const compiler = workerCompiler({ workerUrl: url, startLimit: PATIENCE, retryDelays: [10] })
  const retries: CompileRetry[] = []
  compiler.onRetry?.((retry) => retries.push(retry))
  const rejecting = expect(compiler.compile(dying)).rejects.toThrow(
    /in 2 attempts. .*Out of cheese/,
  )
  expect((await compiler.compile({ ...living, text: 'export const other = 1' })).ok).toBe(true)
  await rejecting
  expect(retries).toMatchObject([{ id: 'killer', attempt: 1, delay: 10 }])
  await expectLife(compiler)
})

test('a worker that hangs is replaced', async () => {
  const settings = { timeLimit: 1_000, startLimit: PATIENCE, retryDelays: [] }
  const compiler = workerCompiler({ workerUrl: workerUrl('for (;;);'), ...settings })
  await compiler.warmUp()
  await expect(compiler.compile(dying)).rejects.toThrow(
    /in 1 attempt. .*It took longer than 1,000 ms/,
  )
  await expectLife(compiler)
})
