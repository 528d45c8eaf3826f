// TypeFiles: the port between the type checker and the files that scripts' types come from: memory or a disk.

/** Files to read, by absolute path with forward slashes. */
export interface TypeFiles {
  /** The text of a file; undefined if it is not there. */
  read(path: string): string | undefined
  has(path: string): boolean
  hasFolder(path: string): boolean
  /** Where a path that leads over symbolic links really is. Default: where it says. */
  realPath?(path: string): string
  /** Whether `A.ts` and `a.ts` are two files. */
  readonly isCaseSensitive: boolean
}
