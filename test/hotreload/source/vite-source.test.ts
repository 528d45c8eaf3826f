// The Vite source keeps the contract of sources, over a real development server of Vite and its
// socket.

import { viteSocket, viteSource } from 'tickswap/hotreload/browser'
import { tickswap } from 'tickswap/vite'
import { createServer } from 'vite'
import { readSecret } from '../../vite/server-socket.ts'
import { createFolder } from '../watch/folder-stage.ts'
import { describeSource, type SourceStage } from './source-conformance.ts'
import { connectSocket } from './vite-socket.ts'

describeSource('Vite, compiled beside it,', () => servedFolder('native'))
describeSource('Vite, compiled in the page,', () => servedFolder('page'))

async function servedFolder(compiler: 'native' | 'page'): Promise<SourceStage> {
  const folder = createFolder()
  const server = await createServer({
    root: folder.parent,
    configFile: false,
    appType: 'custom',
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0 },
    plugins: [tickswap({ scripts: 'scripts', compiler })],
  })
  await server.listen()
  const socket = await connectSocket(server)
  const [address = ''] = server.resolvedUrls?.local ?? []
  const page = viteSocket(socket, {
    url: `${address}@id/__x00__virtual:tickswap`,
    secret: await readSecret(address),
  })
  return {
    source: viteSource({ socket: page, base: server.config.base }),
    write: folder.write,
    remove: folder.remove,
    async close() {
      await socket.close()
      await server.close()
    },
  }
}
