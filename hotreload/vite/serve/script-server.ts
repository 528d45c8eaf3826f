// The script server: what the plugin does while Vite's development server runs.

import { TickswapError } from 'tickswap'
import { shownLine, shownText } from 'tickswap/hotreload'
import type { ChangedScript, CompileRequest, CompileService } from 'tickswap/hotreload/adapters'
import {
  type DevAnswer,
  type DevChange,
  type DevChanges,
  type DevTimes,
  devMessages,
} from 'tickswap/hotreload/adapters'
import { type DevEnvironment, isFileLoadingAllowed, type ViteDevServer } from 'vite'
import { type GameScripts, readGameScripts } from '../compile/game-scripts.ts'
import { type HostAccess, hostAccess, type TextOrigin } from '../compile/host-access.ts'
import { ImportResolver, isPath } from '../compile/import-resolver.ts'
import { nativeService, ScriptCompiler } from '../compile/script-compiler.ts'
import { hostId, RESOLVED_VIRTUAL_ID } from '../module/virtual-ids.ts'
import { fitText } from '../project/fit-text.ts'
import type { TickswapOptions } from '../project/tickswap-options.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import { ChangeFeed } from './change-feed.ts'
import { readHello, readRequest } from './dev-questions.ts'
import { KnownPages, type Page } from './known-pages.ts'
import { logChanges, overlayMessage } from './log-changes.ts'
import { PageSecret } from './page-secret.ts'
import { watchScripts } from './watch-scripts.ts'

const NO_COMPILER =
  '[tickswap] This Vite has no compiler for scripts, so the page compiles them, which is slower. ' +
  'Install esbuild: npm install --save-dev esbuild'

const WRONG_SECRET =
  '[tickswap] A message over Vite’s socket was ignored, since it does not come from a page of ' +
  'this server. If it is your page: reload it, and pass the `socket` of "virtual:tickswap" to ' +
  'viteSource() and viteCompiler(), not import.meta.hot.'

/** Further files that cannot be scripts are counted, not logged. */
const MOST_PROBLEMS = 20

/** Enough for a name of 255 bytes, twice. */
const MOST_OF_A_PROBLEM = 1_000

/** Characters of an error's stack that are logged. */
const MOST_OF_A_STACK = 4_000

/** Serves the scripts of one Vite server to its pages. */
export class ScriptServer {
  /** What its pages identify themselves with. */
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
  /** The host modules that pages may load, with the origin of the texts that import them. */
  readonly #hostTargets = new Map<string, TextOrigin>()

  static async start(
    server: ViteDevServer,
    folder: ViteScriptFolder,
    options: Required<TickswapOptions>,
  ): Promise<ScriptServer> {
    const { root, logger } = server.config
    const isNative = options.compiler === 'native'
    const service = isNative ? await nativeService(root, options.loopGuard) : undefined
    if (isNative && !service) logger.warn(NO_COMPILER)
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
        this.#logError('A script could not be compiled natively; the page compiles it.', error),
    })
    this.#feed = new ChangeFeed({
      folder,
      compiler: this.#compiler,
      send: (changes, times) => this.#send(changes, times),
    })
    watchScripts(server.watcher, folder, {
      changed: (script) => this.#changed(script),
      fileAddedOrRemoved: () => this.#resolver.clearCache(),
      failed: (error) => this.#logError('Vite’s watcher could not check a file.', error),
    })
    this.#answerPages()
    this.#logProblems()
  }

  /**
   * The text of a script, if Vite serves its file. Vite itself would read whatever the path leads
   * to by now.
   *
   * @throws TickswapError if its file was removed, leads out of the folder, or is not fit to be
   * parsed.
   */
  async load(id: string): Promise<string | undefined> {
    const script = this.#folder.named(id)
    if (!script || !isFileLoadingAllowed(this.#server.config, id)) return undefined
    const text = await fitText(this.#folder, script)
    if (text !== undefined) return text
    throw new TickswapError(
      `The file of script "${script.id}" cannot be loaded: it was removed, or replaced by a ` +
        'symlink that leads out of the scripts’ folder.',
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

  /** Whether scripts come with their code, and what they import is known for certain. */
  get isNative(): boolean {
    return this.#compiler.isNative
  }

  /** Whether pages may load this host module, and it still leads to the same file. */
  offers(target: string): boolean {
    const origin = this.#hostTargets.get(target)
    return origin !== undefined && (!isPath(target) || this.#mayLoad(target, origin))
  }

  #changed(script: ChangedScript): void {
    // The next page starts with the new text.
    const { moduleGraph } = this.#client
    const module = moduleGraph.getModuleById(RESOLVED_VIRTUAL_ID)
    if (module) moduleGraph.invalidateModule(module)
    this.#feed.notice(script)
  }

  #answerPages(): void {
    this.#onQuestion(devMessages.hello, async (data, page) => {
      const hello = readHello(data)
      if (!hello) return
      const { question, hashes } = hello
      await this.#feed.catchUp(hashes, (changes) => {
        const answer: DevChanges = { question, changes }
        page.send(devMessages.changes, answer)
      })
    })
    this.#onQuestion(devMessages.compile, async (data, page) => {
      const asked = readRequest(data)
      if (!asked) return
      const { question, request } = asked
      const { result } = await this.#compiler.compile(request, await this.#originOf(request))
      const answer: DevAnswer = result ? { question, result } : { question }
      page.send(devMessages.compiled, answer)
    })
  }

  /**
   * Vite accepts messages from anyone who can open the socket; those without the secret are
   * ignored.
   */
  #onQuestion(event: string, answer: (data: unknown, page: Page) => Promise<void>): void {
    this.#client.hot.on(event, async (data: unknown, page) => {
      if (!this.secret.isIn(data)) return this.#server.config.logger.warnOnce(WRONG_SECRET)
      this.#pages.add(page)
      try {
        await answer(data, page)
      } catch (error) {
        this.#logError(`A question of the page could not be answered (${event}).`, error)
      }
    })
  }

  /** A page may also compile what is on disk, such as the texts that it started with. */
  async #originOf({ id, file, text }: CompileRequest): Promise<TextOrigin> {
    const script = this.#folder.find(id)
    if (script?.file !== file) return 'page'
    const onDisk = await this.#folder.read(script).catch(() => undefined)
    return onDisk === text ? 'disk' : 'page'
  }

  #send(changes: readonly DevChange[], times: DevTimes): void {
    const message: DevChanges = { changes, times }
    this.#pages.each((page) => page.send(devMessages.changes, message))
    const error = logChanges(this.#server.config.logger, changes, times)
    if (!error || !this.#options.overlay) return
    const overlay = overlayMessage(error, this.#folder)
    this.#pages.each((page) => page.send(overlay))
  }

  #logProblems(): void {
    const { logger } = this.#server.config
    this.#folder.list().then(
      ({ problems }) => {
        for (const problem of problems.slice(0, MOST_PROBLEMS))
          logger.warn(`[tickswap] ${shownLine(problem, MOST_OF_A_PROBLEM)}`)
        const more = problems.length - MOST_PROBLEMS
        if (more > 0) logger.warn(`[tickswap] ${more} more files are ignored for such reasons.`)
      },
      (error: unknown) => this.#logError('The scripts could not be listed.', error),
    )
  }

  /**
   * What a text on disk imports stays open to pages, also when a page sends a text that imports it.
   */
  #hostUrl(target: string, origin: TextOrigin): string {
    if (origin === 'disk' || !this.#hostTargets.has(target)) this.#hostTargets.set(target, origin)
    return `${this.#server.config.base}@id/${hostId(target)}`
  }

  #logError(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#server.config.logger.error(`[tickswap] ${what}\n${shownText(reason, MOST_OF_A_STACK)}`)
  }
}
