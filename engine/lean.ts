// Everything that `tickswap` exports where the game is built for production: all that `index.ts` has, with another
// `createBehaviours`, so that bundlers leave out what only that of `index.ts` needs.

export { createLeanBehaviours as createBehaviours } from './behaviours/create-lean-behaviours.ts'
export * from './index.ts'
