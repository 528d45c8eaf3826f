// `#disk`: reads files inside one folder, for the adapters in Node. The package does not export it.

export { errorCode, isMissingFile } from './error-code.ts'
export { openedPath, openedPathNow } from './opened-path.ts'
export { pathWithin } from './path-within.ts'
export { READ_FLAGS } from './read-flags.ts'
export { FileTooLarge, readWithin } from './read-within.ts'
export { sha256 } from './sha256.ts'
