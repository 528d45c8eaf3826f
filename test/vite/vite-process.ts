// A Vite process: the project's own Vite, run as `npx vite` would.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** A development server that runs. */
export interface ViteProcess {
  readonly url: string
  /** All that it printed. */
  readonly output: () => string
  stop(): Promise<void>
}

/** How Vite is run. */
export interface ViteOptions {
  /** Default: one that is free. */
  readonly port?: number
  /** What is handed to Vite besides. */
  readonly arguments?: readonly string[]
  /** What is handed to Node. */
  readonly execArgv?: readonly string[]
}

/** Starts the server; resolves when it can be asked. */
export async function startVite(root: string, options: ViteOptions = {}): Promise<ViteProcess> {
  if (options.port !== undefined) return startAt(options.port, root, options)
  // Some versions of Vite take a port of 0 for their usual one. One that was free may be taken by
  // now.
  for (;;) {
    try {
      return await startAt(await freePort(), root, options)
    } catch (error) {
      if (!String(error).includes('is already in use')) throw error
    }
  }
}

async function startAt(port: number, root: string, options: ViteOptions): Promise<ViteProcess> {
  const child = runVite(
    root,
    ['--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    options,
  )
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += stripVTControlCharacters(chunk.toString())
      const found = output.match(/http:\/\/127\.0\.0\.1:\d+\//)
      if (found) resolve(found[0])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`Vite ended:\n${output}`)))
  })
  return { url, output: () => output, stop: () => end(child) }
}

/** Builds the project. */
export async function buildWithVite(root: string, options: ViteOptions = {}): Promise<void> {
  const child = runVite(root, ['build'], options)
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The build failed:\n${output}`)
}

/**
 * Starts a build that follows the files: `vite build --watch`. Resolves when it has built for the
 * first time.
 */
export async function watchBuild(root: string): Promise<Omit<ViteProcess, 'url'>> {
  const child = runVite(root, ['build', '--watch'], {})
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += stripVTControlCharacters(chunk.toString())
      if (/built in/.test(output)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`Vite ended:\n${output}`)))
  })
  return { output: () => output, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

/** It ends with its input, and so with the process that started it. */
function runVite(
  root: string,
  command: readonly string[],
  { arguments: more = [], execArgv = [] }: ViteOptions,
): ChildProcess {
  const { NODE_OPTIONS: _, VITEST: __, NODE_ENV: ___, CI: ____, ...env } = process.env
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  return spawn(process.execPath, [...execArgv, vite, ...command, ...more], {
    cwd: root,
    env: { ...env, NO_COLOR: '1' },
    stdio: 'pipe',
  })
}
