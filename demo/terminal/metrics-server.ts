// The metrics server: the figures for whoever scrapes them, on this computer only.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { type HotReload, METRICS_CONTENT_TYPE, metrics } from 'tickswap/hotreload'

export interface MetricsServer {
  readonly url: string
  close(): Promise<void>
}

/** Port 0 takes one that is free. Rejects if the port is taken. */
export async function serveMetrics(hotReload: HotReload, port: number): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/metrics'
    response.writeHead(isAsked ? 200 : 404, {
      'content-type': isAsked ? METRICS_CONTENT_TYPE : 'text/plain',
    })
    response.end(isAsked ? metrics(hotReload) : 'The figures are at /metrics.\n')
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${actual}/metrics`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
