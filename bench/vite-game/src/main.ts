// Two games in one page: the same modules, reloaded by tickswap and by Vite's own HMR. A frame
// every 4 ms.

import { connectScripts, scripts } from 'virtual:tickswap'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, isDefinition } from 'tickswap'
import { editorSource } from 'tickswap/hotreload'
import { workerCompiler } from 'tickswap/hotreload/browser'
import type { BenchPage } from './page'
import { plainModules } from './plain'
import { ran } from './ran'

const FRAME_MILLISECONDS = 4

const world = createWorld()
const behaviours = createBehaviours(world)
const editor = editorSource()
// What the server pushes is compiled; what the editor hands in, the worker compiles.
const hotReload = connectScripts(behaviours, { source: editor, compiler: workerCompiler() })
for (const [id, { module }] of Object.entries(scripts)) {
  if ('default' in module && isDefinition(module.default))
    addComponent(world, addEntity(world), behaviours.component(id))
}

const times = { noticed: 0, read: 0, compiled: 0, received: 0, published: 0 }
import.meta.hot?.on('tickswap:changes', (message) => {
  Object.assign(times, message.times, { received: now() })
})
hotReload?.on('published', () => {
  times.published = now()
})

let afterFrame = () => {}
setInterval(() => {
  behaviours.step(FRAME_MILLISECONDS / 1000)
  for (const module of plainModules.values()) module.mark()
  afterFrame()
}, FRAME_MILLISECONDS)

const page: BenchPage = {
  isReady: () => hotReload?.isWatching === true,
  edit(id, text) {
    const begun = now()
    editor.edit({ id, file: `${id}.ts`, text })
    return begun
  },
  whenRun: (modules, edit) =>
    new Promise((resolve) => {
      afterFrame = () => {
        if (!modules.every((module) => ran[module] === edit)) return
        afterFrame = () => {}
        resolve({ ...times, run: now() })
      }
    }),
}
globalThis.page = page

function now(): number {
  return performance.timeOrigin + performance.now()
}
