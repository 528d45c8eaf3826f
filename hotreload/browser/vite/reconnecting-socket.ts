// ReconnectingSocket: Vite's socket, and a connection of ours after that was lost, so that a
// restart of the server does not reload the page and end the game.

import type { ViteSocket } from './vite-socket.ts'

type Listener = (data: unknown) => unknown

const RETRY_MILLISECONDS = 500
/** Where Vite's client keeps its token. Each start of the server has another one. */
const TOKEN = /wsToken\s*=\s*"([^"]+)"/
/** Where the module beside the virtual module keeps the secret. Each start has another one. */
const SECRET = /secret\s*=\s*"([^"]+)"/

/** What the server accepts a connection by. */
interface Credentials {
  readonly token: string
  readonly secret: string
}

/** What the virtual module knows of its server. */
export interface ViteSocketOptions {
  /** `import.meta.url` of the virtual module. */
  readonly url: string
  /** What the server recognises its pages by. */
  readonly secret: string
}

/**
 * `hot` as a socket that outlives the server, and that adds the page's secret to all it sends. When
 * the connection ends, Vite's client waits for the server and then reloads the page, which would
 * end the game. So that wait is blocked, and a connection of ours is opened. Vite's updates cannot
 * be applied through it: the first change of anything but scripts reloads the page.
 */
export function viteSocket(hot: ViteSocket, options: ViteSocketOptions): ViteSocket {
  return new ReconnectingSocket(hot, options)
}

class ReconnectingSocket implements ViteSocket {
  readonly #hot: ViteSocket
  readonly #clientUrl: URL
  readonly #secretUrl: URL
  readonly #listeners = new Map<string, Set<Listener>>()
  #secret: string
  /** Our connection, after Vite's was lost. */
  #connection: WebSocket | undefined

  constructor(hot: ViteSocket, { url, secret }: ViteSocketOptions) {
    const { origin, pathname } = new URL(url)
    this.#hot = hot
    this.#secret = secret
    this.#clientUrl = new URL(`${pathname.slice(0, pathname.indexOf('@id/'))}@vite/client`, origin)
    this.#secretUrl = new URL(`${pathname}/secret`, origin)
  }

  on(event: string, listener: Listener): void {
    if (this.#listeners.size === 0) this.#keepPageAlive()
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

  /** Only once something listens: a page without listeners is reloaded as by plain Vite. */
  #keepPageAlive(): void {
    this.#hot.on('vite:ws:disconnect', (data) => this.#onLost(addressOf(data)))
  }

  /** Vite's client waits for the returned promise before it reloads; it never resolves. */
  #onLost(address: string | undefined): Promise<never> | undefined {
    this.#emit('vite:ws:disconnect', undefined)
    if (address === undefined) return undefined
    this.#reconnect(address)
    return new Promise(() => {})
  }

  async #reconnect(address: string): Promise<void> {
    const credentials = await this.#fetchCredentials()
    if (!credentials) {
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
      return
    }
    const url = new URL(address)
    url.searchParams.set('token', credentials.token)
    const connection = new WebSocket(url, 'vite-hmr')
    connection.onopen = () => {
      this.#connection = connection
      this.#secret = credentials.secret
      this.#emit('vite:ws:connect', undefined)
    }
    connection.onmessage = ({ data }) => this.#receive(data)
    connection.onclose = () => {
      if (this.#connection === connection) this.#emit('vite:ws:disconnect', undefined)
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
    }
  }

  /** Undefined while the server is down. */
  async #fetchCredentials(): Promise<Credentials | undefined> {
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

/** The address of the lost connection, from the data of Vite's event. */
function addressOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('webSocket' in data)) return undefined
  return data.webSocket instanceof WebSocket ? data.webSocket.url : undefined
}
