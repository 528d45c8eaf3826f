// The sources that need no page keep the contract.

import { editorSource } from 'tickswap/hotreload'
import { type WatchSourceOptions, watchSource } from 'tickswap/hotreload/node'
import { createFolder } from '../watch/folder-stage.ts'
import { describeSource, type SourceStage } from './source-conformance.ts'

describeSource('editor', () => {
  const source = editorSource()
  const idOf = (file: string) => file.replace(/\.ts$/, '')
  return {
    source,
    write: (file, text) => source.edit({ id: idOf(file), file, text }),
    remove: (file) => source.edit({ id: idOf(file), file, removed: true }),
    close: () => {},
  }
})

describeSource('watched, native', () => watchedFolder({ watcher: 'native' }))
describeSource('watched, polling', () => watchedFolder({ watcher: 'polling', pollingInterval: 20 }))

function watchedFolder(options: WatchSourceOptions): SourceStage {
  const folder = createFolder()
  return {
    source: watchSource(folder.root, options),
    write: folder.write,
    remove: folder.remove,
    close: () => {},
  }
}
