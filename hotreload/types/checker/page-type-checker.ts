// typeChecker: TypeScript in a module worker of the page, which is loaded with the first check.

import { type Remote, wrap } from 'comlink'
import { TickswapError } from 'tickswap'
import { type TypeChecker, trustedScriptUrl } from 'tickswap/hotreload/adapters'
import type { TypeTexts } from '../files/memory-files.ts'
import { type TypeTextSource, textsInParts } from '../files/type-texts.ts'
import type { JsonCompilerOptions } from '../service/compiler-options.ts'
import type { TypeService } from '../service/type-service.ts'
import {
  createSupervisedChecker,
  type TypeThread,
  type TypeThreadSettings,
} from './supervised-checker.ts'

export interface TypeCheckerOptions extends TypeThreadSettings {
  /**
   * The files that scripts get types from: `lib.*.d.ts` of TypeScript, the declarations of
   * `tickswap`, `bitecs` and other packages, each with its `package.json`, and the sources of host
   * modules. `gatherTypeFiles` of `tickswap/types/node` finds them; or list them with
   * `import.meta.glob`.
   */
  readonly files: TypeTextSource
  /** The scripts' root, as a path like those of `files`: `src/scripts`. */
  readonly scripts: string
  /**
   * As in a `tsconfig.json`. The defaults are strict and modern: `target` and `lib` of ES2023,
   * `dom`, `moduleResolution: "bundler"`.
   */
  readonly compilerOptions?: JsonCompilerOptions
  /** The worker's script. Default: the one that comes with tickswap, which Vite finds. */
  readonly workerUrl?: string | URL
}

/** What the worker exposes. Call `add` or `fetch` first, then `open`, once. */
export interface TypeWorker extends TypeService {
  add(texts: TypeTexts): void
  fetch(address: string): Promise<void>
  open(settings: { readonly scripts: string; readonly options: JsonCompilerOptions }): void
}

/**
 * Checks types in a worker of the page, with the package `typescript` (5.8 to 6; version 7 has no
 * JavaScript API). The worker is large, about 3.5 MB minified: it is loaded when types are first
 * checked. Leave it out of a shipped game.
 *
 * With Vite, list the files in a separate module, which is loaded when they are needed. Each glob
 * must spell out its options:
 *
 * ```ts
 * // type-files.ts, in the project's folder
 * export const typeFiles = {
 *   ...import.meta.glob<string>(
 *     './node_modules/typescript/lib/lib.{es5,es20,dec,dom}*.d.ts',
 *     { query: '?raw', import: 'default', eager: true },
 *   ),
 *   ...import.meta.glob<string>(
 *     './node_modules/bitecs/{package.json,dist/core/**\/*.d.ts}',
 *     { query: '?raw', import: 'default', eager: true },
 *   ),
 *   ...import.meta.glob<string>(
 *     './node_modules/tickswap/{package.json,dist/engine/**\/*.d.ts}',
 *     { query: '?raw', import: 'default', eager: true },
 *   ),
 *   ...import.meta.glob<string>(
 *     './src/*.ts',
 *     { query: '?raw', import: 'default', eager: true },
 *   ),
 * }
 * // elsewhere
 * const checker = typeChecker({
 *   scripts: './src/scripts',
 *   files: () => import('./type-files.ts').then(({ typeFiles }) => typeFiles),
 * })
 * ```
 *
 * Without Vite, `gatherTypeFiles` of `tickswap/types/node` finds them, to be written to one JSON
 * file.
 *
 * @throws TickswapError where there are no workers: in Node, use `threadTypeChecker` of
 *   `tickswap/types/node`.
 *
 * @example
 * ```ts
 * const files = new URL('/type-files.json', location.href)
 * const checker = typeChecker({ scripts: 'src/scripts', files })
 * createHotReload(behaviours, { types: { checker, mode: 'report' }, ... })
 * ```
 */
export function typeChecker(options: TypeCheckerOptions): TypeChecker {
  if (typeof Worker === 'undefined')
    throw new TickswapError(
      'typeChecker() needs the workers of a page. In Node, use threadTypeChecker() of ' +
        '"tickswap/types/node".',
    )
  return createSupervisedChecker({
    ...options,
    name: 'TypeScript worker',
    start: (onCrash) => startWorker(options, onCrash),
  })
}

function startWorker(options: TypeCheckerOptions, onCrash: (error: Error) => void): TypeThread {
  const worker = createWorker(options)
  const remote = wrap<TypeWorker>(worker)
  worker.onerror = (event) => {
    event.preventDefault()
    onCrash(
      new Error(`The type worker failed: ${event.message || 'its script could not be loaded'}.`),
    )
  }
  worker.onmessageerror = () =>
    onCrash(new Error('The type worker sent an answer that could not be read.'))
  const opened = open(remote, options)
  return {
    check: (request) => opened.then(async () => remote.check(request)),
    end: () => worker.terminate(),
  }
}

async function open(remote: Remote<TypeWorker>, options: TypeCheckerOptions): Promise<void> {
  const { files, scripts, compilerOptions = {} } = options
  if (files instanceof URL) await remote.fetch(files.href)
  else for await (const part of textsInParts(files)) await remote.add(part)
  await remote.open({ scripts, options: compilerOptions })
}

/** Vite finds the worker only by this form, so the class that trusts its address is called so. */
function createWorker({ workerUrl }: TypeCheckerOptions): Worker {
  class Worker extends globalThis.Worker {
    constructor(url: string | URL, options: WorkerOptions) {
      super(trustedScriptUrl(url), options)
    }
  }
  if (workerUrl) return new Worker(workerUrl, { type: 'module', name: 'tickswap types' })
  return new Worker(new URL('./type-worker.js', import.meta.url), {
    type: 'module',
    name: 'tickswap types',
  })
}
