// A client of a Vite server's socket, as Vite's own is in the page, for tests that run in Node.

import type { ViteSocket } from 'tickswap/hotreload/browser'
import type { ViteDevServer } from 'vite'

/** What a page has as `import.meta.hot`, over a connection of its own. */
export interface ConnectedSocket extends ViteSocket {
  close(): Promise<void>
}

/** Resolves when the server listens to it. */
export async function connectSocket(server: ViteDevServer): Promise<ConnectedSocket> {
  const [address] = server.resolvedUrls?.local ?? []
  if (address === undefined) throw new Error('The Vite server does not listen.')
  const url = new URL(`?token=${server.config.webSocketToken}`, address.replace(/^http/, 'ws'))
  const connection = new WebSocket(url, 'vite-hmr')
  const listeners = new EventTarget()
  const wrapped = new Map<unknown, (event: Event) => void>()
  const greeted = new Promise<void>((resolve, reject) => {
    connection.onmessage = ({ data }) => {
      const message: unknown = JSON.parse(String(data))
      if (isOf(message, 'connected')) resolve()
      if (isOf(message, 'custom') && 'event' in message && 'data' in message) {
        listeners.dispatchEvent(new CustomEvent(String(message.event), { detail: message.data }))
      }
    }
    connection.onerror = () => reject(new Error(`${url.origin} takes no connection.`))
  })
  await greeted
  return {
    on(event, listener) {
      const wrapper = (heard: Event) => {
        if (heard instanceof CustomEvent) listener(heard.detail)
      }
      wrapped.set(listener, wrapper)
      listeners.addEventListener(event, wrapper)
    },
    off(event, listener) {
      listeners.removeEventListener(event, wrapped.get(listener) ?? null)
    },
    send: (event, data) => connection.send(JSON.stringify({ type: 'custom', event, data })),
    close: () =>
      new Promise((resolve) => {
        connection.onclose = () => resolve()
        connection.close()
      }),
  }
}

function isOf(message: unknown, type: string): message is object {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === type
  )
}
