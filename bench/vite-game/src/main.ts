// Two games in one page: the same modules, reloaded by tickswap and by Vite's own HMR. A frame every 4 ms.

import { connectScripts, scripts } from 'virtual:tickswap'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, isDefinition } from 'tickswap'
import { plainModules } from './plain'
import { ran } from './ran'

/** Milliseconds since 1970. */
export interface EditTimes {
  /** A frame has run the edit in all modules. */
  readonly run: number
  /** Ours only: where the time went. */
  readonly noticed: number
  readonly read: number
  readonly compiled: number
  readonly received: number
  readonly published: number
}

declare global {
  /** What the bench in Node asks the page. */
  var page:
    | {
        readonly isReady: () => boolean
        /** Resolves when a frame has run the edit in all these modules. */
        readonly whenRun: (modules: readonly string[], edit: number) => Promise<EditTimes>
      }
    | undefined
}

const FRAME_MILLISECONDS = 4

const world = createWorld()
const behaviours = createBehaviours(world)
const hotReload = connectScripts(behaviours)
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

globalThis.page = {
  isReady: () => hotReload?.isWatching === true,
  whenRun: (modules, edit) =>
    new Promise((resolve) => {
      afterFrame = () => {
        if (!modules.every((module) => ran[module] === edit)) return
        afterFrame = () => {}
        resolve({ ...times, run: now() })
      }
    }),
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
