// `#disk`: reads files of a folder, and of no other. For the adapters in Node; it is no entry of the package.

export { openedPath, openedPathNow } from './opened-path.ts'
export { pathWithin } from './path-within.ts'
export { READ_FLAGS } from './read-flags.ts'
export { readWithin } from './read-within.ts'
