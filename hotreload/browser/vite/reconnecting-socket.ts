// The lasting socket: Vite's socket, and one of our own after the server was away, so that the game goes on. The server
// knows the page by what it is let in by.

import type { ViteSocket } from './vite-channel.ts'

type Listener = (data: unknown) => unknown

const RETRY_MILLISECONDS = 500
/** Where Vite's client keeps what Vite lets it in by. It is another one after each start of the server. */
const TOKEN = /wsToken\s*=\s*"([^"]+)"/
/** Where the module beside the virtual module keeps the secret of the server's pages. Another one each time as well. */
const SECRET = /secret\s*=\s*"([^"]+)"/

/** What the page is let in by. */
interface Pass {
  readonly token: string
  readonly secret: string
}

/** What the virtual module knows of its server. */
export interface ViteSocketOptions {
  /** `import.meta.url` of the virtual module. */
  readonly url: string
  /** What the server knows its pages by. */
  readonly secret: string
}

/**
 * `hot` as a socket that outlives the server, and that adds the page's secret to all it sends. When the connection ends,
 * Vite's client waits for the server and then reloads the page, which would end the game. So that wait is held up, and the
 * connection is made anew. Vite's own updates cannot reach the page through it: the first change of anything but
 * scripts reloads it.
 */
export function viteSocket(hot: ViteSocket, options: ViteSocketOptions): ViteSocket {
  return new LastingSocket(hot, options)
}

class LastingSocket implements ViteSocket {
  readonly #hot: ViteSocket
  readonly #clientUrl: URL
  readonly #secretUrl: URL
  readonly #listeners = new Map<string, Set<Listener>>()
  #secret: string
  /** The connection of our own, after the first one ended. */
  #connection: WebSocket | undefined

  constructor(hot: ViteSocket, { url, secret }: ViteSocketOptions) {
    const { origin, pathname } = new URL(url)
    this.#hot = hot
    this.#secret = secret
    this.#clientUrl = new URL(`${pathname.slice(0, pathname.indexOf('@id/'))}@vite/client`, origin)
    this.#secretUrl = new URL(`${pathname}/secret`, origin)
  }

  on(event: string, listener: Listener): void {
    if (this.#listeners.size === 0) this.#outlive()
    const listeners = this.#listeners.get(event) ?? new Set()
    if (!this.#listeners.has(event) && event !== 'vite:ws:disconnect') {
      this.#hot.on(event, (data) => this.#emit(event, data))
    }
    this.#listeners.set(event, listeners.add(listener))
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener)
  }

  send(event: string, data: object): void {
    const sealed = { ...data, secret: this.#secret }
    if (!this.#connection) this.#hot.send(event, sealed)
    else this.#connection.send(JSON.stringify({ type: 'custom', event, data: sealed }))
  }

  #emit(event: string, data: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(data)
  }

  /** Only for who listens: without, a page is reloaded as by plain Vite. */
  #outlive(): void {
    this.#hot.on('vite:ws:disconnect', (data) => this.#survive(addressOf(data)))
  }

  /** Vite's client waits for the returned promise before it waits for the server: for ever. */
  #survive(address: string | undefined): Promise<never> | undefined {
    this.#emit('vite:ws:disconnect', undefined)
    if (address === undefined) return undefined
    this.#reconnect(address)
    return new Promise(() => {})
  }

  async #reconnect(address: string): Promise<void> {
    const pass = await this.#askForPass()
    if (!pass) {
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
      return
    }
    const url = new URL(address)
    url.searchParams.set('token', pass.token)
    const connection = new WebSocket(url, 'vite-hmr')
    connection.onopen = () => {
      this.#connection = connection
      this.#secret = pass.secret
      this.#emit('vite:ws:connect', undefined)
    }
    connection.onmessage = ({ data }) => this.#receive(data)
    connection.onclose = () => {
      if (this.#connection === connection) this.#emit('vite:ws:disconnect', undefined)
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
    }
  }

  /** Undefined as long as the server is away. */
  async #askForPass(): Promise<Pass | undefined> {
    const [token, secret] = await Promise.all([
      find(TOKEN, this.#clientUrl),
      find(SECRET, this.#secretUrl),
    ]).catch(() => [])
    return token === undefined || secret === undefined ? undefined : { token, secret }
  }

  #receive(text: unknown): void {
    const message: unknown = JSON.parse(String(text))
    if (typeof message !== 'object' || message === null || !('type' in message)) return
    if (message.type === 'update' || message.type === 'full-reload') location.reload()
    if (message.type !== 'custom' || !('event' in message) || typeof message.event !== 'string')
      return
    this.#emit(message.event, 'data' in message ? message.data : undefined)
  }
}

async function find(pattern: RegExp, module: URL): Promise<string | undefined> {
  const response = await fetch(module, { cache: 'no-store' })
  return (await response.text()).match(pattern)?.[1]
}

/** The address of the connection that ended, from what Vite tells with it. */
function addressOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('webSocket' in data)) return undefined
  return data.webSocket instanceof WebSocket ? data.webSocket.url : undefined
}
