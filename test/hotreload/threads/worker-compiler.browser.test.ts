// The worker compiler: esbuild-wasm in a real module worker, started when needed, and what happens
// when it fails.

import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { workerCompiler } from 'tickswap/hotreload/browser'
import { expect, test } from 'vitest'

const request: CompileRequest = {
  id: 'wander',
  file: 'wander.ts',
  text: 'export const speed: number = 40',
}

test('compiles in a worker', async () => {
  const compiler = workerCompiler()
  const result = await compiler.compile(request)
  expect(result).toMatchObject({ ok: true, module: { id: 'wander', exports: ['speed'] } })
  await compiler.close()
})

test('answers diagnostics as data', async () => {
  const compiler = workerCompiler()
  const result = await compiler.compile({ ...request, text: 'const ü = "😀"; let x = ;' })
  expect(result).toMatchObject({ ok: false, diagnostics: [{ location: { line: 1, column: 25 } }] })
  await compiler.close()
})

test('warms up when the page is idle, and once', async () => {
  const compiler = workerCompiler()
  await Promise.all([compiler.warmUp(), compiler.warmUp()])
  expect((await compiler.compile(request)).ok).toBe(true)
  await compiler.close()
})

test('rejects when the worker cannot be loaded, at every request', async () => {
  const compiler = workerCompiler({ workerUrl: new URL('/no-such-worker.js', location.href) })
  await expect(compiler.compile(request)).rejects.toThrow(/The compile worker failed/)
  await expect(compiler.compile(request)).rejects.toThrow(/The compile worker failed/)
  await compiler.close()
})

test('rejects and names the address when the wasm cannot be loaded', async () => {
  const compiler = workerCompiler({ wasmUrl: 'data:application/wasm,broken' })
  await expect(compiler.compile(request)).rejects.toThrow(
    /could not be loaded from data:application\/wasm,broken/,
  )
  await compiler.close()
})

test('rejects what is under way when it is closed, and everything after', async () => {
  const compiler = workerCompiler()
  const compiling = compiler.compile(request)
  await compiler.close()
  await expect(compiling).rejects.toThrow('The esbuild-wasm worker was closed.')
  await expect(compiler.compile(request)).rejects.toThrow('The esbuild-wasm worker is closed.')
})
