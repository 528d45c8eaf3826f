// The script server: what the plugin does while Vite's development server runs.

import { join } from 'node:path'
import { TickswapError } from 'tickswap'
import {
  type CompileRequest,
  type CompileService,
  codeFrame,
  type DevAnswer,
  type DevChange,
  type DevChanges,
  type DevTimes,
  type Diagnostic,
  devMessages,
} from 'tickswap/hotreload'
import { type DevEnvironment, isFileLoadingAllowed, type ViteDevServer } from 'vite'
import { type GameScripts, readGameScripts } from '../compile/game-scripts.ts'
import { type HostAccess, hostAccess, type TextOrigin } from '../compile/host-access.ts'
import { ImportResolver, isPath } from '../compile/import-resolver.ts'
import { nativeService, ScriptCompiler } from '../compile/script-compiler.ts'
import { hostId, RESOLVED_VIRTUAL_ID } from '../module/virtual-ids.ts'
import type { TickswapOptions } from '../project/tickswap-options.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import { ChangeFeed } from './change-feed.ts'
import { readHello, readRequest } from './dev-questions.ts'
import { KnownPages, type Page } from './known-pages.ts'
import { PageSecret } from './page-secret.ts'

const STRANGER =
  '[tickswap] A message over Vite’s socket was ignored, since it does not come from a page of this server. If it is your ' +
  'page: reload it, and hand the `socket` of "virtual:tickswap" to viteSource() and viteCompiler(), not import.meta.hot.'

/** Serves the scripts of one Vite server to its pages. */
export class ScriptServer {
  /** What its pages are known by. */
  readonly secret = new PageSecret()
  readonly #folder: ViteScriptFolder
  readonly #client: DevEnvironment
  readonly #server: ViteDevServer
  readonly #options: Required<TickswapOptions>
  readonly #resolver: ImportResolver
  readonly #compiler: ScriptCompiler
  readonly #feed: ChangeFeed
  readonly #pages = new KnownPages()
  readonly #mayLoad: HostAccess
  /** What pages were told that they can load, and where the texts came from that import it. */
  readonly #hostTargets = new Map<string, TextOrigin>()

  static async start(
    server: ViteDevServer,
    folder: ViteScriptFolder,
    options: Required<TickswapOptions>,
  ): Promise<ScriptServer> {
    const isNative = options.compiler === 'native'
    const service = isNative
      ? await nativeService(server.config.root, options.loopGuard)
      : undefined
    if (isNative && !service) {
      server.config.logger.warn(
        '[tickswap] This Vite comes with no compiler for scripts, so the page compiles them, which is slower. ' +
          'Install esbuild beside it: npm install --save-dev esbuild',
      )
    }
    return new ScriptServer(server, folder, options, service)
  }

  private constructor(
    server: ViteDevServer,
    folder: ViteScriptFolder,
    options: Required<TickswapOptions>,
    service: CompileService | undefined,
  ) {
    const { client } = server.environments
    if (!client) throw new Error('[tickswap] Vite’s server has no environment "client".')
    this.#server = server
    this.#client = client
    this.#folder = folder
    this.#options = options
    this.#mayLoad = hostAccess(server.config)
    this.#resolver = new ImportResolver(folder, {
      resolveId: async (specifier, importer) =>
        (await client.pluginContainer.resolveId(specifier, importer))?.id,
      isOptimized: (id) => client.depsOptimizer?.isOptimizedDepFile(id) === true,
    })
    this.#compiler = new ScriptCompiler({
      service,
      resolver: this.#resolver,
      mayLoad: this.#mayLoad,
      hostUrl: (target, origin) => this.#hostUrl(target, origin),
      onFailure: (error) =>
        this.#logError('A script could not be compiled natively; the page does it.', error),
    })
    this.#feed = new ChangeFeed({
      folder,
      compiler: this.#compiler,
      tell: (...news) => this.#tell(...news),
    })
    this.#watch()
    this.#answer()
    this.#tellProblems()
  }

  /**
   * The text of a script, if this is one that Vite serves. Vite would read whatever its path means by now.
   *
   * @throws TickswapError if its file is gone, or leads out of the folder.
   */
  async load(id: string): Promise<string | undefined> {
    const script = this.#folder.named(id)
    if (!script || !isFileLoadingAllowed(this.#server.config, id)) return undefined
    const text = await this.#folder.read(script)
    if (text !== undefined) return text
    throw new TickswapError(
      `The file of script "${script.id}" is gone, or a link that leads out of the scripts’ folder has taken its place.`,
    )
  }

  /** What the virtual module is made of. */
  read(): Promise<GameScripts> {
    const { alias: aliases } = this.#server.config.resolve
    return readGameScripts({
      folder: this.#folder,
      compiler: this.#compiler,
      resolver: this.#resolver,
      aliases,
    })
  }

  /** Whether scripts come with their code, and what they import is known for sure. */
  get isNative(): boolean {
    return this.#compiler.isNative
  }

  /** Whether a page was told that it can load this host module, and it still leads to where it did. */
  offers(target: string): boolean {
    const origin = this.#hostTargets.get(target)
    return origin !== undefined && (!isPath(target) || this.#mayLoad(target, origin))
  }

  #watch(): void {
    const { watcher } = this.#server
    watcher.add(this.#folder.root)
    watcher.on('raw', (_event: string, name: unknown, details: unknown) => {
      const script = rawPaths(name, details).find((path) => this.#folder.scriptAt(path))
      if (script !== undefined) this.#notice(script)
    })
    watcher.on('change', (path) => this.#notice(path))
    // Without a listener it would end the process, as when a file is a link no more while it looks (Vite 6 and 7).
    watcher.on('error', (error) =>
      this.#logError('Vite’s watcher could not look at a file.', error),
    )
    for (const event of ['add', 'unlink'] as const) {
      watcher.on(event, (path) => {
        this.#resolver.forget()
        this.#notice(path)
      })
    }
  }

  #notice(path: string): void {
    const script = this.#folder.scriptAt(path)
    if (!script) return
    // The next page starts with the new text.
    const module = this.#client.moduleGraph.getModuleById(RESOLVED_VIRTUAL_ID)
    if (module) this.#client.moduleGraph.invalidateModule(module)
    this.#feed.notice(script)
  }

  #answer(): void {
    this.#onAsked(devMessages.hello, async (data, page) => {
      const hello = readHello(data)
      if (!hello) return
      const { question, hashes } = hello
      await this.#feed.catchUp(hashes, (changes) => {
        const answer: DevChanges = { question, changes }
        page.send(devMessages.changes, answer)
      })
    })
    this.#onAsked(devMessages.compile, async (data, page) => {
      const request = readRequest(data)
      if (!request) return
      const { result } = await this.#compiler.compile(
        request.request,
        await this.#originOf(request.request),
      )
      const { question } = request
      const answer: DevAnswer = result ? { question, result } : { question }
      page.send(devMessages.compiled, answer)
    })
  }

  /** Whoever can open the socket is heard by Vite; nothing is done for who does not know the secret. */
  #onAsked(event: string, answer: (data: unknown, page: Page) => Promise<void>): void {
    this.#client.hot.on(event, async (data: unknown, page) => {
      if (!this.secret.isIn(data)) return this.#server.config.logger.warnOnce(STRANGER)
      this.#pages.add(page)
      try {
        await answer(data, page)
      } catch (error) {
        this.#logError(`A question of the page could not be answered (${event}).`, error)
      }
    })
  }

  /** A page may compile what is on disk as well, such as what it was started with. */
  async #originOf({ id, file, text }: CompileRequest): Promise<TextOrigin> {
    const script = this.#folder.find(id)
    return script?.file === file && (await this.#folder.read(script)) === text ? 'disk' : 'page'
  }

  #tell(changes: readonly DevChange[], times: DevTimes): void {
    const news: DevChanges = { changes, times }
    this.#pages.each((page) => page.send(devMessages.changes, news))
    const { logger } = this.#server.config
    const files = changes.map(({ file }) => file).join(', ')
    logger.info(`[tickswap] ${files} (${Math.ceil(times.compiled - times.noticed)} ms)`, {
      timestamp: true,
    })
    const errors = changes.flatMap(diagnosticsOf).filter(({ severity }) => severity === 'error')
    for (const error of errors) logger.error(`[tickswap] ${codeFrame(error)}`, { timestamp: true })
    const [first] = errors
    if (first && this.#options.overlay) this.#showOverlay(first)
  }

  #showOverlay(diagnostic: Diagnostic): void {
    const { location, message } = diagnostic
    const file = location && `${this.#folder.root}/${location.file}`
    const err = {
      plugin: 'vite-plugin-tickswap',
      message,
      stack: '',
      frame: codeFrame(diagnostic),
      ...(file && { id: file }),
      ...(location && file && { loc: { file, line: location.line, column: location.column - 1 } }),
    }
    this.#pages.each((page) => page.send({ type: 'error', err }))
  }

  #tellProblems(): void {
    const { logger } = this.#server.config
    this.#folder.list().then(
      ({ problems }) => {
        for (const problem of problems) logger.warn(`[tickswap] ${problem}`)
      },
      (error: unknown) => this.#logError('The scripts could not be listed.', error),
    )
  }

  /** What a text on disk imports stays open to pages, also when one of them sends a text that imports it. */
  #hostUrl(target: string, origin: TextOrigin): string {
    if (origin === 'disk' || !this.#hostTargets.has(target)) this.#hostTargets.set(target, origin)
    return `${this.#server.config.base}@id/${hostId(target)}`
  }

  #logError(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#server.config.logger.error(`[tickswap] ${what}\n${reason}`)
  }
}

/**
 * The paths that a raw event of the watcher can mean: the file that is watched, or one in the folder that is. It comes two milliseconds before the same as `change`, which asks
 * the disk first. Where there are no such events, `change` will do.
 */
function rawPaths(name: unknown, details: unknown): readonly string[] {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return []
  const { watchedPath } = details
  if (typeof watchedPath !== 'string') return []
  return typeof name === 'string' ? [watchedPath, join(watchedPath, name)] : [watchedPath]
}

function diagnosticsOf(change: DevChange): readonly Diagnostic[] {
  if ('diagnostics' in change) return change.diagnostics
  return 'compiled' in change && change.compiled ? change.compiled.diagnostics : []
}
