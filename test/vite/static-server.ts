// A static server: a built game as any web server would hand it out.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

/** Serves a folder, with these headers; resolves with its address. */
export async function serveFolder(
  folder: string,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname.replace(/\/$/, '/index.html')
    try {
      const content = readFileSync(join(folder, path))
      response
        .setHeaders(new Map(Object.entries(headers())))
        .setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream')
        .end(content)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}
