// The lasting socket: Vite's socket, and one of our own after the server was away, so that the game goes on.

import type { ViteSocket } from './vite-channel.ts'

type Listener = (data: unknown) => unknown

const RETRY_MILLISECONDS = 500
/** Where Vite's client keeps what the server lets it in by. It is another one after each start of the server. */
const TOKEN = /wsToken\s*=\s*"([^"]+)"/

const lasting = new WeakMap<ViteSocket, ViteSocket>()

/**
 * `hot` as a socket that outlives the server. When the connection ends, Vite's client waits for the server and then
 * reloads the page, which would end the game. So that wait is held up, and the connection is made anew. Vite's own updates
 * cannot reach the page through it: the first change of anything but scripts reloads it.
 *
 * @param base where the server's modules are: `http://localhost:5173/`.
 */
export function lastingSocket(hot: ViteSocket, base: string): ViteSocket {
  const socket = lasting.get(hot) ?? new LastingSocket(hot, base)
  lasting.set(hot, socket)
  return socket
}

class LastingSocket implements ViteSocket {
  readonly #hot: ViteSocket
  readonly #base: string
  readonly #listeners = new Map<string, Set<Listener>>()
  /** The connection of our own, after the first one ended. */
  #connection: WebSocket | undefined

  constructor(hot: ViteSocket, base: string) {
    this.#hot = hot
    this.#base = base
    hot.on('vite:ws:disconnect', (data) => this.#survive(addressOf(data)))
  }

  on(event: string, listener: Listener): void {
    const listeners = this.#listeners.get(event) ?? new Set()
    if (!this.#listeners.has(event) && event !== 'vite:ws:disconnect') {
      this.#hot.on(event, (data) => this.#emit(event, data))
    }
    this.#listeners.set(event, listeners.add(listener))
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener)
  }

  send(event: string, data: unknown): void {
    if (!this.#connection) this.#hot.send(event, data)
    else this.#connection.send(JSON.stringify({ type: 'custom', event, data }))
  }

  #emit(event: string, data: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(data)
  }

  /** Vite's client waits for the returned promise before it waits for the server: for ever. */
  #survive(address: string | undefined): Promise<never> | undefined {
    this.#emit('vite:ws:disconnect', undefined)
    if (address === undefined) return undefined
    this.#reconnect(address)
    return new Promise(() => {})
  }

  async #reconnect(address: string): Promise<void> {
    const token = await this.#token()
    if (token === undefined) {
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
      return
    }
    const url = new URL(address)
    url.searchParams.set('token', token)
    const connection = new WebSocket(url, 'vite-hmr')
    connection.onopen = () => {
      this.#connection = connection
      this.#emit('vite:ws:connect', undefined)
    }
    connection.onmessage = ({ data }) => this.#receive(data)
    connection.onclose = () => {
      if (this.#connection === connection) this.#emit('vite:ws:disconnect', undefined)
      setTimeout(() => this.#reconnect(address), RETRY_MILLISECONDS)
    }
  }

  /** Undefined as long as the server is away. */
  async #token(): Promise<string | undefined> {
    try {
      const response = await fetch(new URL('@vite/client', this.#base), { cache: 'no-store' })
      return (await response.text()).match(TOKEN)?.[1]
    } catch {
      return undefined
    }
  }

  #receive(text: unknown): void {
    const message: unknown = JSON.parse(String(text))
    if (typeof message !== 'object' || message === null || !('type' in message)) return
    if (message.type === 'update' || message.type === 'full-reload') location.reload()
    if (message.type !== 'custom' || !('event' in message) || typeof message.event !== 'string') return
    this.#emit(message.event, 'data' in message ? message.data : undefined)
  }
}

/** The address of the connection that ended, from what Vite tells with it. */
function addressOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('webSocket' in data)) return undefined
  return data.webSocket instanceof WebSocket ? data.webSocket.url : undefined
}
