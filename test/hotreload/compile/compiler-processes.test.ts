// Node's compilers in processes of their own: built and from source, with and without their peers,
// to a clean end.

import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { root } from '../../house/root.ts'
import { PATIENCE } from '../../patience.ts'
import { installBuilt, runIn } from './built-package.ts'

/** Compiles, prints what came of it, and closes nothing. */
const compileAndPrint = (make: string) => `import * as node from 'tickswap/hotreload/node'
const compiler = await node.${make}()
const result = await compiler.compile({ id: 'wander', file: 'wander.ts', text: 'export const speed: number = 40' })
console.log(JSON.stringify({ name: compiler.name, exports: result.module.exports }))`

const printError = (make: string) => `import * as node from 'tickswap/hotreload/node'
try { await node.${make}() } catch ({ name, message }) { console.log(JSON.stringify({ name, message })) }`

describe('the built package', () => {
  async function printed(
    peers: readonly string[],
    code: string,
    env?: NodeJS.ProcessEnv,
  ): Promise<unknown> {
    const folder = installBuilt(peers)
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return runIn(folder, code, env)
  }

  test.each([
    ['threadCompiler', ['esbuild-wasm'], 'esbuild-wasm thread'],
    ['nativeCompiler', ['esbuild'], 'native esbuild thread'],
    ['nodeCompiler', ['esbuild', 'esbuild-wasm'], 'native esbuild thread'],
    ['nodeCompiler', ['esbuild-wasm'], 'esbuild-wasm thread, since esbuild is not installed'],
  ])('compiles with %s where %j is installed, and the process ends', async (make, peers, name) => {
    expect(await printed(peers, compileAndPrint(make))).toEqual({ name, exports: ['speed'] })
  })

  test('takes esbuild-wasm where esbuild does not run, and says why', async () => {
    // Something that runs and is no esbuild.
    const env = { ESBUILD_BINARY_PATH: process.execPath }
    expect(
      await printed(['esbuild', 'esbuild-wasm'], compileAndPrint('nodeCompiler'), env),
    ).toEqual({
      name: expect.stringMatching(
        /^esbuild-wasm thread, since esbuild is installed but does not run: The native/,
      ),
      exports: ['speed'],
    })
  })

  test.each([
    [
      'threadCompiler',
      'threadCompiler() needs the package "esbuild-wasm", which is not installed. Run: npm install -D esbuild-wasm',
    ],
    [
      'nativeCompiler',
      'nativeCompiler() needs the package "esbuild", which is not installed. Run: npm install -D esbuild',
    ],
    [
      'nodeCompiler',
      'nodeCompiler() needs the package "esbuild" or "esbuild-wasm", and neither is installed. Run: npm install -D esbuild',
    ],
  ])('says what %s needs where nothing is installed', async (make, message) => {
    expect(await printed([], printError(make))).toEqual({ name: 'TickswapError', message })
  })
})

describe('the sources', () => {
  test.each([
    ['wasm', 'esbuild-wasm thread'],
    ['native', 'native esbuild thread'],
  ])('compile with %s esbuild, and the process ends', async (which, name) => {
    const script = fileURLToPath(new URL('compile-and-end.ts', import.meta.url))
    const argv = ['--import', 'tsx', '--conditions=tickswap-source', script, which]
    const { stdout } = await promisify(execFile)(process.execPath, argv, {
      cwd: root,
      timeout: PATIENCE,
    })
    expect(JSON.parse(stdout)).toEqual({ name, exports: ['speed'] })
  })
})
