// createMemoryFiles: the texts that a game passes to the type checker, as a file system.

import type { TypeFiles } from './type-files.ts'

/**
 * Texts of files by path: declarations of packages, of TypeScript's own library, and of host
 * modules. All paths start at the same folder, with or without a `/`, `./` or `../` in front. Those
 * of packages contain `node_modules/`; other files that end in `.d.ts` are ambient, such as
 * `vite-env.d.ts`.
 */
export type TypeTexts = Readonly<Record<string, string>>

/** A file system in memory. */
export interface MemoryFiles extends TypeFiles {
  /** The absolute path of a path of the texts. */
  pathOf(path: string): string
  readonly paths: Iterable<string>
}

/**
 * Makes a file system of texts. `others` are folders that must exist in it too, such as the
 * scripts' folder.
 */
export function createMemoryFiles(texts: TypeTexts, others: readonly string[] = []): MemoryFiles {
  const base = baseFor([...Object.keys(texts), ...others])
  const pathOf = (path: string) => absolute(base, path)
  const files = new Map(Object.entries(texts).map(([path, text]) => [pathOf(path), text]))
  const folders = new Set(
    [...files.keys(), ...others.map((path) => `${pathOf(path)}/`)].flatMap(foldersOf),
  )
  return {
    read: (path) => files.get(path),
    has: (path) => files.has(path),
    hasFolder: (path) => folders.has(path.replace(/\/+$/, '')),
    isCaseSensitive: true,
    pathOf,
    paths: files.keys(),
  }
}

/** The folder that paths start at, deep enough for every `../` in front of one. */
function baseFor(paths: readonly string[]): readonly string[] {
  const depth = Math.max(
    0,
    ...paths.map((path) => path.split('/').filter((part) => part === '..').length),
  )
  return Array.from({ length: depth }, (_, index) => `above-${index + 1}`)
}

function absolute(base: readonly string[], path: string): string {
  const parts = [...base]
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
