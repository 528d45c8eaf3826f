// ViteSocket: how a page reaches its Vite server.

/** `socket` of `virtual:tickswap`, which adds the secret that the server recognises the page by. */
export interface ViteSocket {
  on(event: string, listener: (data: unknown) => unknown): void
  off(event: string, listener: (data: unknown) => unknown): void
  send(event: string, data: object): void
}
