// `#disk`: reads files of a folder, and of no other. For the adapters in Node; it is no entry of the package.

export { errorCode, isMissingFile } from './error-code.ts'
export { openedPath, openedPathNow } from './opened-path.ts'
export { pathWithin } from './path-within.ts'
export { READ_FLAGS } from './read-flags.ts'
export { readWithin } from './read-within.ts'
export { sha256 } from './sha256.ts'
