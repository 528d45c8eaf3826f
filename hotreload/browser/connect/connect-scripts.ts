// connectVite, connectLive: `connectScripts` of `virtual:tickswap`, in development and live builds.

import type { Behaviours } from 'tickswap'
import {
  consoleNotifier,
  createHotReload,
  type GuardedScripts,
  type Hosts,
  type HotReload,
  type HotReloadOptions,
  type InitialScript,
  type Notifier,
  notify,
} from 'tickswap/hotreload'
import type { Compiler, ScriptAliases, TextHashes } from 'tickswap/hotreload/adapters'
import { aliasedCompiler } from '../compile/aliased-compiler.ts'
import { workerCompiler } from '../compile/worker-compiler.ts'
import { pageEvaluator } from '../evaluate/page-evaluator.ts'
import type { HudOptions } from '../hud/mount/hud.ts'
import { pageMemory } from '../page/page-memory.ts'
import { viteCompiler } from '../vite/vite-compiler.ts'
import type { ViteSocket } from '../vite/vite-socket.ts'
import { viteSource } from '../vite/vite-source.ts'
import { registerScripts } from './register-scripts.ts'

/** What a game may change. `source` is added to what the Vite server sends. */
export interface ConnectOptions extends Partial<Omit<HotReloadOptions, 'scripts'>> {
  /** Shows what happens to scripts, besides the HUD. Default: the browser's console. */
  readonly notifier?: Notifier
  /** How to show the HUD and its notices; false for none. Default: shown, except in a build. */
  readonly hud?: HudOptions | false
}

/** What the virtual module knows. */
export interface ConnectedGame {
  readonly scripts: Readonly<Record<string, InitialScript>>
  readonly hosts: Hosts
  /** Ids of behaviours whose texts did not compile when the page was loaded. */
  readonly waiting: readonly string[]
  /** Other names by which scripts and hosts are imported. */
  readonly aliases: ScriptAliases
  readonly loopGuard: GuardedScripts
}

/** The same while a Vite server pushes changes. */
export interface ServedGame extends ConnectedGame {
  readonly hashes: TextHashes
  readonly overlay: boolean
  /** The address that opens a place of a script in the editor. */
  readonly openEditor: string
  readonly socket: ViteSocket
  /** `import.meta.url` of the virtual module. */
  readonly base: string
}

type Connection = ConnectOptions & Pick<HotReloadOptions, 'source' | 'compiler'>

/** Registers the game's scripts, and reloads them when their files change. */
export function connectVite(
  behaviours: Behaviours,
  game: ServedGame,
  { source = [], hud = {}, ...options }: ConnectOptions = {},
): HotReload {
  const { socket, openEditor } = game
  return connect(behaviours, game, {
    compiler: viteCompiler({ socket, fallback: () => compilerFor(game) }),
    ...options,
    hud: hud && { openEditor, ...hud },
    source: [viteSource(game), ...[source].flat()],
  })
}

/** Registers the game's scripts, and reloads them when a source of the game has a new text. */
export function connectLive(
  behaviours: Behaviours,
  game: ConnectedGame,
  { source = [], ...options }: ConnectOptions = {},
): HotReload {
  return connect(behaviours, game, { compiler: compilerFor(game), ...options, source })
}

function compilerFor(game: ConnectedGame): Compiler {
  return aliasedCompiler(workerCompiler({ loopGuard: game.loopGuard }), game)
}

function connect(
  behaviours: Behaviours,
  { scripts, waiting, hosts }: ConnectedGame,
  { notifier = consoleNotifier(), hud = false, ...options }: Connection,
): HotReload {
  registerScripts(behaviours, scripts, waiting)
  const hotReload = createHotReload(behaviours, {
    evaluator: pageEvaluator(),
    memory: pageMemory,
    ...options,
    scripts,
    hosts: { ...hosts, ...options.hosts },
  })
  notify(hotReload, notifier)
  if (hud) showHud(hotReload, hud)
  return hotReload
}

/** Loads the HUD after the game, which does not wait for it. */
async function showHud(hotReload: HotReload, options: HudOptions): Promise<void> {
  const { mountHud } = await import('../hud/mount/mount-hud.ts')
  mountHud(hotReload, options)
}
