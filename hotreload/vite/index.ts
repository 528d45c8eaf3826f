// Everything that `tickswap/vite` exports: the plugin.

export type { TickswapOptions } from './options.ts'
export { tickswap } from './plugin.ts'
