// A bare server: Vite in this very process, with the plugin, on a folder that holds nothing but
// scripts.

import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TickswapOptions, tickswap } from 'tickswap/vite'
import {
  createLogger,
  createServer,
  type InlineConfig,
  type Plugin,
  type ViteDevServer,
} from 'vite'
import { temporaryFolder } from './installed-package.ts'

/** There are no packages to bundle, and one that tried would write while the project is deleted. */
const withoutOptimizer: Plugin = {
  name: 'without-optimizer',
  enforce: 'post',
  config(config) {
    config.optimizeDeps = { noDiscovery: true, include: [] }
  },
}

/** A project without pages. Paths are relative to its root. */
export interface BareProject {
  readonly root: string
  /** What Vite and the plugin printed as warnings and errors. */
  readonly printed: readonly string[]
  write(path: string, text: string): void
  remove(path: string): void
  /**
   * Starts a server that has no port, and that watches when this resolves. It is closed with the
   * project.
   */
  serve(options?: Partial<TickswapOptions>, config?: InlineConfig): Promise<ViteDevServer>
  /** Closes the servers and deletes it all. */
  delete(): Promise<void>
}

/** Makes the project with the files that `texts` has by their paths. */
export function bareProject(texts: Readonly<Record<string, string>>): BareProject {
  const folder = temporaryFolder()
  const root = join(folder, 'game')
  const servers: ViteDevServer[] = []
  const printed: string[] = []
  const logger = createLogger('silent')
  for (const level of ['warn', 'error'] as const) logger[level] = (message) => printed.push(message)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  mkdirSync(root)
  for (const [path, text] of Object.entries(texts)) write(path, text)
  return {
    root,
    printed,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    async serve(options, config) {
      let ready: Promise<unknown> | undefined
      const observer: Plugin = {
        name: 'observer',
        configureServer({ watcher }) {
          ready = once(watcher, 'ready')
        },
      }
      const server = await createServer({
        root,
        configFile: false,
        cacheDir: join(folder, 'cache'),
        customLogger: logger,
        server: { middlewareMode: true, ws: false },
        ...config,
        plugins: [
          observer,
          tickswap({ scripts: 'src/scripts', ...options }),
          config?.plugins,
          withoutOptimizer,
        ],
      })
      servers.push(server)
      await ready
      return server
    },
    async delete() {
      for (const server of servers) await server.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
