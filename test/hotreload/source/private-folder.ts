// Files in folders of the origin private file system, as somebody other than the page's game writes
// them.

/** Writes a file, and makes the folders that it takes. */
export async function writeInto(
  folder: FileSystemDirectoryHandle,
  file: string,
  text: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { parent, name } = await placeOf(folder, file, true)
  const stream = await (await parent.getFileHandle(name, { create: true })).createWritable()
  await stream.write(text)
  await stream.close()
}

/** The text of a file. Rejects if it is not there. */
export async function readFrom(folder: FileSystemDirectoryHandle, file: string): Promise<string> {
  const { parent, name } = await placeOf(folder, file)
  return (await (await parent.getFileHandle(name)).getFile()).text()
}

export async function removeFrom(folder: FileSystemDirectoryHandle, file: string): Promise<void> {
  const { parent, name } = await placeOf(folder, file)
  await parent.removeEntry(name)
}

async function placeOf(folder: FileSystemDirectoryHandle, file: string, create = false) {
  const segments = file.split('/')
  const name = segments.pop() ?? file
  let parent = folder
  for (const segment of segments) parent = await parent.getDirectoryHandle(segment, { create })
  return { parent, name }
}
