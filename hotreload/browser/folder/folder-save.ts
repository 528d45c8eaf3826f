// Saving to a folder: asks the user, and writes scripts. Nothing else here writes.

import { TickswapError } from 'tickswap'
import {
  isFileOf,
  type ScriptText,
  scriptExtensions,
  scriptIdProblem,
} from 'tickswap/hotreload/adapters'
import { requestFolderPermission } from './folder-permission.ts'

/**
 * Asks whether these scripts may be written.
 *
 * @throws TickswapError for an id or a file that a script cannot have, or if the user does not
 *   allow it.
 */
export async function askToSave(
  folder: FileSystemDirectoryHandle,
  scripts: readonly ScriptText[],
): Promise<void> {
  for (const script of scripts) checkFile(script)
  if ((await requestFolderPermission(folder, 'readwrite')) !== 'granted') {
    throw new TickswapError(
      `Nothing was saved: writing to the folder "${folder.name}" was not allowed. Save again ` +
        'and allow it.',
    )
  }
}

/**
 * Writes a script to its file, and makes the folders that are missing. The file is replaced as a
 * whole or not at all.
 */
export async function writeScript(
  root: FileSystemDirectoryHandle,
  { file, text }: ScriptText,
): Promise<void> {
  const segments = file.split('/')
  const name = segments.pop() ?? file
  let folder = root
  for (const segment of segments)
    folder = await folder.getDirectoryHandle(segment, { create: true })
  const handle = await folder.getFileHandle(name, { create: true })
  const stream = await handle.createWritable()
  await stream.write(text)
  await stream.close()
}

function checkFile({ id, file }: ScriptText): void {
  const problem = scriptIdProblem(id)
  if (problem) throw new TickswapError(`${JSON.stringify(id)} cannot be saved. ${problem}`)
  if (isFileOf(id, file)) return
  throw new TickswapError(
    `Script "${id}" cannot be saved as ${JSON.stringify(file)}: its file must be "${id}" with ` +
      `one of the extensions ${scriptExtensions.join(', ')}.`,
  )
}
