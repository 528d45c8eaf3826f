// The folder source keeps the contract of sources, on folders of the origin private file system.

import { folderSource } from 'tickswap/hotreload/browser'
import { removeFrom, writeInto } from './private-folder.ts'
import { describeSource, type SourceStage } from './source-conformance.ts'

describeSource('folder, observed,', () => privateFolder(true))
describeSource('folder, polled,', () => privateFolder(false))

async function privateFolder(observe: boolean): Promise<SourceStage> {
  const root = await navigator.storage.getDirectory()
  const name = `scripts-${crypto.randomUUID()}`
  const folder = await root.getDirectoryHandle(name, { create: true })
  return {
    source: folderSource({ folder, interval: 20, observe }),
    write: (file, text) => writeInto(folder, file, text),
    remove: (file) => removeFrom(folder, file),
    close: () => root.removeEntry(name, { recursive: true }),
  }
}
