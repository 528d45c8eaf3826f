// Folder scan: finds the scripts in a folder and the folders below it.

import { scriptEndings, scriptIdProblem } from 'tickswap/hotreload'

/** The file of one script. */
export interface ScriptFile {
  readonly id: string
  /** Relative to the folder. */
  readonly file: string
  readonly handle: FileSystemFileHandle
}

/**
 * The scripts by id, in the order of ids. Folders such as `node_modules` and `.git`, declarations (`.d.ts`) and names that cannot be ids are
 * passed over. Where two files have one id, the first ending of `scriptEndings` wins.
 *
 * @throws DOMException `NotFoundError` if the folder is gone, `NotAllowedError` if it may not be read any more.
 */
export async function scanFolder(
  folder: FileSystemDirectoryHandle,
): Promise<ReadonlyMap<string, ScriptFile>> {
  const found = new Map<string, ScriptFile>()
  await collect(folder, '', found)
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
}

async function collect(
  folder: FileSystemDirectoryHandle,
  path: string,
  found: Map<string, ScriptFile>,
): Promise<void> {
  for await (const handle of folder.values()) {
    const file = path + handle.name
    if (isFolder(handle)) {
      if (!isPassedOver(handle.name)) await collect(handle, `${file}/`, found)
      continue
    }
    const id = scriptId(file)
    if (id === undefined || !isFile(handle)) continue
    const other = found.get(id)
    if (!other || rank(file) < rank(other.file)) found.set(id, { id, file, handle })
  }
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

/** Undefined if the file is no script. */
function scriptId(file: string): string | undefined {
  const ending = scriptEndings[rank(file)]
  if (ending === undefined || /\.d\.m?ts$/.test(file)) return undefined
  const id = file.slice(0, -ending.length - 1)
  return scriptIdProblem(id) === undefined ? id : undefined
}

/** The place of its ending among those of scripts; -1 if it has none of them. */
function rank(file: string): number {
  return scriptEndings.findIndex((ending) => file.endsWith(`.${ending}`))
}

function isFolder(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory'
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file'
}
