// The sources that need no page, among hostile files.

import { viteSocket, viteSource } from 'tickswap/hotreload/browser'
import { type WatchSourceOptions, watchSource } from 'tickswap/hotreload/node'
import { tickswap } from 'tickswap/vite'
import { createServer } from 'vite'
import { connectSocket } from '../hotreload/source/vite-socket.ts'
import { createFolder } from '../hotreload/watch/folder-stage.ts'
import { readSecret } from '../vite/server-socket.ts'
import { plantOddities } from './hostile-folder.ts'
import { describeSourceSafety, type HostileStage } from './source-safety.ts'

describeSourceSafety('watched, native', () => watchedFolder({ watcher: 'native' }))
describeSourceSafety('watched, polling', () =>
  watchedFolder({ watcher: 'polling', pollingInterval: 20 }),
)
describeSourceSafety('Vite', servedFolder)

function watchedFolder(options: WatchSourceOptions): HostileStage {
  const folder = createFolder()
  return {
    source: watchSource(folder.root, options),
    write: folder.write,
    remove: folder.remove,
    plant: () => plantOddities(folder),
    close: () => {},
  }
}

async function servedFolder(): Promise<HostileStage> {
  const folder = createFolder()
  const server = await createServer({
    root: folder.parent,
    configFile: false,
    appType: 'custom',
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0 },
    plugins: [
      tickswap({ scripts: 'scripts' }),
      {
        name: 'without-optimizer',
        enforce: 'post',
        config(config) {
          config.optimizeDeps = { noDiscovery: true, include: [] }
        },
      },
    ],
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
    plant: () => plantOddities(folder),
    async close() {
      await socket.close()
      await server.close()
    },
  }
}
