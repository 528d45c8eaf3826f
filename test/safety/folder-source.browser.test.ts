// The folder source of a page, among hostile files.

import { folderSource } from 'tickswap/hotreload/browser'
import { removeFrom, writeInto } from '../hotreload/source/private-folder.ts'
import { describeSourceSafety, type HostileStage } from './source-safety.ts'

describeSourceSafety('folder, observed,', () => privateFolder(true))
describeSourceSafety('folder, polled,', () => privateFolder(false))

async function privateFolder(observe: boolean): Promise<HostileStage> {
  const root = await navigator.storage.getDirectory()
  const name = `hostile-${crypto.randomUUID()}`
  const folder = await root.getDirectoryHandle(name, { create: true })
  return {
    source: folderSource({ folder, interval: 20, observe }),
    write: (file, text) => writeInto(folder, file, text),
    remove: (file) => removeFrom(folder, file),
    async plant() {
      for (const file of ['folder.ts', 'folder.js'])
        await (await folder.getDirectoryHandle(file, { create: true })).getDirectoryHandle('x.ts', {
          create: true,
        })
    },
    close: () => root.removeEntry(name, { recursive: true }),
  }
}
