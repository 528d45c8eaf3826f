// TypeFiles: the port through which the type checker reads files, from memory or from a disk.

/** Files to read, by absolute path with forward slashes. */
export interface TypeFiles {
  /** The text of a file; undefined if it is not there. */
  read(path: string): string | undefined
  has(path: string): boolean
  hasFolder(path: string): boolean
  /** The path with all symlinks resolved. Default: the path itself. */
  realPath?(path: string): string
  /** Whether `A.ts` and `a.ts` are two files. */
  readonly isCaseSensitive: boolean
}
