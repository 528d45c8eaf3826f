// Everything that `tickswap/vite` exports: the plugin, and its transform for other servers.

export { type Oxc, oxcTransform } from './compile/oxc-transform.ts'
export { tickswap } from './plugin.ts'
export type { TickswapOptions } from './project/tickswap-options.ts'
