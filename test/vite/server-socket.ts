// A client of a Vite server's socket that is no browser: it has no origin, so that Vite asks it for
// no token.

/** One message of the server's. */
export interface Heard {
  readonly event: string
  readonly data: unknown
}

export interface ServerSocket {
  /** Custom messages, in order. */
  readonly heard: readonly Heard[]
  send(event: string, data: unknown): void
  /** Resolves with the next message of this event. */
  next(event: string): Promise<unknown>
  close(): Promise<void>
}

/** Resolves when Vite has greeted it. */
export async function openServerSocket(url: string): Promise<ServerSocket> {
  const connection = new WebSocket(url.replace(/^http/, 'ws'), 'vite-hmr')
  const heard: Heard[] = []
  const waiting = new Map<string, (data: unknown) => void>()
  await new Promise<void>((resolve, reject) => {
    connection.onerror = () => reject(new Error(`${url} takes no connection.`))
    connection.onmessage = ({ data }) => {
      const message: { type: string; event: string; data: unknown } = JSON.parse(String(data))
      if (message.type === 'connected') resolve()
      if (message.type !== 'custom') return
      heard.push(message)
      waiting.get(message.event)?.(message.data)
    }
  })
  return {
    heard,
    send: (event, data) => connection.send(JSON.stringify({ type: 'custom', event, data })),
    next: (event) => new Promise((resolve) => waiting.set(event, resolve)),
    close: () =>
      new Promise((resolve) => {
        connection.onclose = () => resolve()
        connection.close()
      }),
  }
}

/** One that has said hello, as a page does, and so is told what changes. */
export async function openPageSocket(url: string): Promise<ServerSocket> {
  const socket = await openServerSocket(url)
  const answer = socket.next('tickswap:changes')
  socket.send('tickswap:hello', { question: 1, hashes: {}, secret: await readSecret(url) })
  await answer
  return socket
}

/** The secret of the server's pages, as one that can read the modules that Vite serves finds it. */
export async function readSecret(url: string): Promise<string> {
  const module = await (await fetch(`${url}@id/__x00__virtual:tickswap/secret`)).text()
  const secret = module.match(/secret = "([^"]+)"/)?.[1]
  if (secret === undefined) throw new Error(`There is no secret in ${module}`)
  return secret
}

/** Sends a frame as it is, over a connection of its own, which the server may end. */
export async function sendFrame(
  url: string,
  frame: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const connection = new WebSocket(url.replace(/^http/, 'ws'), 'vite-hmr')
  await new Promise<void>((resolve, reject) => {
    connection.onopen = () => resolve()
    connection.onerror = () => reject(new Error(`${url} takes no connection.`))
  })
  connection.send(frame)
  await new Promise<void>((resolve) => {
    connection.onclose = () => resolve()
    connection.close()
  })
}
