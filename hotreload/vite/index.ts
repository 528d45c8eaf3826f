// Everything that `tickswap/vite` exports: the plugin.

export type { TickswapOptions } from './options.ts'
export { type Oxc, oxcTransform } from './oxc-transform.ts'
export { tickswap } from './plugin.ts'
