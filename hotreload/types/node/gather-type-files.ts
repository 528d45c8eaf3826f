// gatherTypeFiles: finds the files that scripts' types come from, for the checker of a page.

import { relative } from 'node:path'
import { scriptExtensions } from 'tickswap/hotreload/adapters'
import { createTypeService, type TypeTexts } from 'tickswap/types'
import ts from 'typescript'
import { diskFiles } from './disk-files.ts'
import { type DiskProject, readDiskProject } from './disk-project.ts'

/**
 * Everything that the types of the scripts in a folder depend on, and nothing else: the files of
 * TypeScript's library, declarations of packages with their `package.json`, and host modules. Paths
 * start at the working directory, as `typeChecker` expects them in `files`; so its `scripts` must
 * too. It takes as long as a type check.
 *
 * Write it where the page can fetch it, when the dev server starts. Run it again when a script
 * imports a package that no script imported before.
 *
 * @throws TickswapError if the folder or the `tsconfig.json` cannot be read.
 *
 * @example
 * ```ts
 * const files = gatherTypeFiles({ scripts: 'src/scripts' })
 * await writeFile('public/type-files.json', JSON.stringify(files))
 * ```
 */
export function gatherTypeFiles(project: DiskProject): TypeTexts {
  const texts: Record<string, string> = {}
  const files = diskFiles((path, text) => {
    texts[relativePath(path)] = text
  })
  const options = readDiskProject(project, files)
  const extensions = scriptExtensions.map((extension) => `.${extension}`)
  const paths = ts.sys.readDirectory(options.scripts, extensions)
  const scripts = paths.map((path) => {
    const file = relative(options.scripts, path).replaceAll('\\', '/')
    return { id: file.replace(/\.\w+$/, ''), file, text: ts.sys.readFile(path) ?? '' }
  })
  createTypeService(options).check({ changes: scripts, ids: scripts.map(({ id }) => id) })
  return texts
}

function relativePath(path: string): string {
  return relative(process.cwd(), path).replaceAll('\\', '/')
}
