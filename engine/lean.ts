// Everything that `tickswap` exports in a production build: the exports of `index.ts`, with another
// `createBehaviours`, so that bundlers leave out what only reloading needs.

export { createLeanBehaviours as createBehaviours } from './behaviours/create-lean-behaviours.ts'
export * from './index.ts'
