// viteSource: the scripts that a Vite server pushes, compiled, when their files change.

import type { HostLoader, Warning } from 'tickswap/hotreload'
import type {
  DevChange,
  ScriptChange,
  Source,
  SourceListener,
  TextHashes,
} from 'tickswap/hotreload/adapters'
import { ViteChannel } from './vite-channel.ts'
import type { ViteSocket } from './vite-socket.ts'

export interface ViteSourceOptions {
  /** `socket` of `virtual:tickswap`. */
  readonly socket: ViteSocket
  /** `import.meta.url` of a module of the game, which URLs of host modules are relative to. */
  readonly base: string
  /**
   * Hashes of the texts that the page was started with. The server sends all others at the start.
   */
  readonly hashes?: TextHashes
  /**
   * Whether a text that compiles closes Vite's overlay, for the plugin's option of the same name.
   * Default false.
   */
  readonly overlay?: boolean
}

/**
 * Takes texts from a Vite server with the plugin `tickswap()`, over Vite's own socket.
 * `connectScripts` creates one itself; create your own only without it. A page that connects late,
 * or again, gets what it missed.
 *
 * @example
 * ```ts
 * import { socket } from 'virtual:tickswap'
 * if (socket) viteSource({ socket, base: import.meta.url })
 * ```
 */
export function viteSource({
  socket,
  base,
  hashes = {},
  overlay = false,
}: ViteSourceOptions): Source {
  const known = new Map(Object.entries(hashes))
  let open: { readonly channel: ViteChannel; readonly listener: SourceListener } | undefined

  function take(changes: readonly DevChange[]): void {
    if (changes.length === 0) return
    for (const change of changes) remember(known, change)
    if (overlay && changes.every(isGood)) closeOverlay()
    open?.listener.changed(changes.map((change) => scriptChange(change, base)))
  }

  async function catchUp(): Promise<void> {
    const session = open
    try {
      await session?.channel.hello(Object.fromEntries(known), take)
    } catch (error) {
      if (session === open) session?.listener.warned(lossWarning(error))
    }
  }

  return {
    name: 'Vite',
    get isWatching() {
      return open?.channel.isConnected === true
    },
    start(listener) {
      const channel = new ViteChannel(socket)
      open = { channel, listener }
      channel.onChanges(take)
      channel.onReconnect(catchUp)
      return catchUp()
    },
    stop() {
      open?.channel.close()
      open = undefined
    },
    refresh: catchUp,
  }
}

/** Stands for the hash of a file that the server reported as unreadable: no text has it. */
const UNREADABLE = 'unreadable'

/** Keeps the hashes of what the page has. */
function remember(known: Map<string, string>, change: DevChange): void {
  if ('removed' in change) known.delete(change.id)
  else known.set(change.id, 'hash' in change ? change.hash : UNREADABLE)
}

function scriptChange(change: DevChange, base: string): ScriptChange {
  if (!('hash' in change)) return change
  const { hosts, ...text } = change
  const loaders = Object.entries(hosts).map(
    ([key, url]) => [key, hostLoader(new URL(url, base))] as const,
  )
  return { ...text, hosts: Object.fromEntries(loaders) }
}

/** Loads the module that Vite makes for a host: see `hostModule` in the plugin. */
function hostLoader({ href }: URL): HostLoader {
  return async () => {
    // The URL is absolute: Vite would add a query to a path, and so make another instance.
    const { host }: { host: object } = await import(/* @vite-ignore */ href)
    return host
  }
}

function isGood(change: DevChange): boolean {
  return 'hash' in change && change.compiled?.ok !== false
}

function closeOverlay(): void {
  for (const overlay of document.querySelectorAll('vite-error-overlay')) overlay.remove()
}

function lossWarning(error: unknown): Warning {
  const message =
    'The Vite server cannot be reached. Edits arrive when it is back; the game keeps running.'
  return { code: 'watching-lost', ids: [], message, error }
}
