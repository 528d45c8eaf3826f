// The Vite source: the scripts that a Vite server pushes, compiled, when their files change.

import type {
  DevChange,
  HostLoader,
  ScriptChange,
  Source,
  SourceListener,
  TextHashes,
  Warning,
} from 'tickswap/hotreload'
import { ViteChannel, type ViteSocket } from './vite-channel.ts'

export interface ViteSourceOptions {
  /** `socket` of `virtual:tickswap`. */
  readonly socket: ViteSocket
  /** `import.meta.url` of a module of the game: where URLs of host modules start. */
  readonly base: string
  /** The texts that the page was started with. The server sends all others at the start. */
  readonly hashes?: TextHashes
  /** Whether a text that compiles closes Vite's overlay, which the plugin opens if it is told to. Default false. */
  readonly overlay?: boolean
}

/**
 * Takes texts from a Vite server with the plugin `tickswap()`, over Vite's own socket. The plugin makes one by itself;
 * make your own where you do without `connectScripts`. A page that connects late, or again, gets what it missed.
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
    for (const change of changes) note(known, change)
    if (overlay && changes.every(isGood)) closeOverlay()
    open?.listener.changed(changes.map((change) => scriptChange(change, base)))
  }

  async function catchUp(): Promise<void> {
    const asked = open
    try {
      await asked?.channel.hello(Object.fromEntries(known), take)
    } catch (error) {
      if (asked === open) asked?.listener.warned(lost(error))
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
      channel.onReturn(catchUp)
      return catchUp()
    },
    stop() {
      open?.channel.close()
      open = undefined
    },
    refresh: catchUp,
  }
}

/** No text's hash: what stands for a text that the page was told that it cannot have. */
const UNREADABLE = 'unreadable'

/** Remembers what the page has now. */
function note(known: Map<string, string>, change: DevChange): void {
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
    // The address is a whole one, since Vite would add a query to a path, and so make another instance.
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

function lost(error: unknown): Warning {
  const message = 'Edits do not arrive until the Vite server is back. The game goes on.'
  return { code: 'watching-lost', ids: [], message, error }
}
