// scanDirectory: finds the scripts in a folder and the folders below it.

import { extensionRank, scriptExtensions, scriptIdProblem } from 'tickswap/hotreload/adapters'

/** The file of one script. */
export interface ScriptFile {
  readonly id: string
  /** Relative to the folder. */
  readonly file: string
  readonly handle: FileSystemFileHandle
}

/**
 * The scripts by id, in the order of ids. Folders such as `node_modules` and `.git`, declarations
 * (`.d.ts`) and names that cannot be ids are ignored. Where two files have one id, the extension
 * that comes first in `scriptExtensions` wins.
 *
 * @throws DOMException `NotFoundError` if the folder was removed, `NotAllowedError` if it may not
 *   be read any more.
 */
export async function scanDirectory(
  directory: FileSystemDirectoryHandle,
): Promise<ReadonlyMap<string, ScriptFile>> {
  const found = new Map<string, ScriptFile>()
  await collect(directory, '', found)
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
}

async function collect(
  directory: FileSystemDirectoryHandle,
  path: string,
  found: Map<string, ScriptFile>,
): Promise<void> {
  for await (const handle of directory.values()) {
    const file = path + handle.name
    if (isDirectory(handle)) {
      if (!isIgnored(handle.name)) await collect(handle, `${file}/`, found)
      continue
    }
    const id = scriptId(file)
    if (id === undefined || !isFile(handle)) continue
    const other = found.get(id)
    if (!other || extensionRank(file) < extensionRank(other.file))
      found.set(id, { id, file, handle })
  }
}

function isIgnored(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

/** Undefined if the file is not a script. */
function scriptId(file: string): string | undefined {
  const extension = scriptExtensions[extensionRank(file)]
  if (extension === undefined || /\.d\.m?ts$/.test(file)) return undefined
  const id = file.slice(0, -extension.length - 1)
  return scriptIdProblem(id) === undefined ? id : undefined
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory'
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file'
}
