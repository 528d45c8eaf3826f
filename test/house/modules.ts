// modules: every source file of the package, with what it imports.

import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { root } from './root.ts'

/** One source file. Paths are relative to the package, with forward slashes. */
export interface Module {
  readonly path: string
  readonly imports: readonly Import[]
}

/** One import or re-export. */
export interface Import {
  /** As it is written. */
  readonly specifier: string
  /** The path of the module that a relative one means. */
  readonly neighbour: string | undefined
}

const folders = ['engine', 'hotreload', 'demo', 'bench', 'test']

/** All the TypeScript files of the package. */
export function readModules(): readonly Module[] {
  return folders.flatMap(sourcesIn).map((path) => ({ path, imports: importsOf(path) }))
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix.relative(root, `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}`))
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(`${root}/${path}`, 'utf8')
  const { importedFiles } = ts.preProcessFile(text, true, true)
  return importedFiles.map(({ fileName: specifier }) => ({
    specifier,
    neighbour: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
  }))
}
