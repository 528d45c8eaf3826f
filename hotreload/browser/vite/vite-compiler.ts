// The Vite compiler: the native compiler beside the Vite server, and one in the page for when there is none.

import type { Compiler } from 'tickswap/hotreload'
import { ViteChannel, type ViteSocket } from './vite-channel.ts'

export interface ViteCompilerOptions {
  /** `socket` of `virtual:tickswap`. */
  readonly socket: ViteSocket
  /** Makes the compiler that is asked when the server is away or has none. It is made when it is first needed. */
  readonly fallback: () => Compiler
}

/**
 * Has the server compile what comes without code: the texts that the page was started with, and those of editors in the
 * page. What the server's own files hold comes with its code already.
 *
 * @example `viteCompiler({ socket, fallback: () => workerCompiler() })`
 */
export function viteCompiler({ socket, fallback }: ViteCompilerOptions): Compiler {
  const channel = new ViteChannel(socket)
  let made: Compiler | undefined
  let isClosed = false

  function inPage(): Compiler {
    if (isClosed) throw new Error('The Vite compiler is closed.')
    made ??= fallback()
    return made
  }

  return {
    name: 'the compiler beside Vite',
    async compile(request, signal) {
      const result = await channel.compile(request).catch(() => undefined)
      return result ?? inPage().compile(request, signal)
    },
    warmUp: async () => {},
    async close() {
      isClosed = true
      channel.close()
      await made?.close()
    },
  }
}
