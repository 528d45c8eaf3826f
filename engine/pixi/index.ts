// Everything that `tickswap/pixi` exports. Only this folder imports pixi.js.

export type { Column, NumberColumn, ParticleColumns, XYColumns } from './particle-columns.ts'
export { type ParticleView, type ParticleViewOptions, particleView } from './particle-view.ts'
export { tickerClock } from './ticker-clock.ts'
