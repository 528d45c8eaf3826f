// viteCompiler: the native compiler beside the Vite server, with one in the page as fallback.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { ViteChannel } from './vite-channel.ts'
import type { ViteSocket } from './vite-socket.ts'

export interface ViteCompilerOptions {
  /** `socket` of `virtual:tickswap`. */
  readonly socket: ViteSocket
  /** Makes the compiler to use when the server is not connected or has none, once it is needed. */
  readonly fallback: () => Compiler
}

/**
 * Lets the server compile what comes without code: the texts that the page was started with, and
 * those of editors in the page. The files that the server watches come compiled already.
 *
 * @example `viteCompiler({ socket, fallback: () => workerCompiler() })`
 */
export function viteCompiler({ socket, fallback }: ViteCompilerOptions): Compiler {
  const channel = new ViteChannel(socket)
  let inPage: Compiler | undefined
  let isClosed = false

  function compilerInPage(): Compiler {
    if (isClosed) throw new Error('The Vite compiler is closed.')
    inPage ??= fallback()
    return inPage
  }

  return {
    name: 'the compiler beside Vite',
    async compile(request, signal) {
      const result = await channel.compile(request).catch(() => undefined)
      return result ?? compilerInPage().compile(request, signal)
    },
    warmUp: async () => {},
    async close() {
      isClosed = true
      channel.close()
      await inPage?.close()
    },
  }
}
