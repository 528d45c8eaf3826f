// diskFiles: the files that types come from, on disk.

import type { TypeFiles } from 'tickswap/types'
import ts from 'typescript'

/** Calls `onRead` with each file that is read, and its text. */
export function diskFiles(onRead: (path: string, text: string) => void = () => {}): TypeFiles {
  return {
    read(path) {
      const text = ts.sys.readFile(path)
      if (text !== undefined) onRead(path, text)
      return text
    },
    has: (path) => ts.sys.fileExists(path),
    hasFolder: (path) => ts.sys.directoryExists(path),
    realPath: (path) => ts.sys.realpath?.(path) ?? path,
    isCaseSensitive: ts.sys.useCaseSensitiveFileNames,
  }
}
