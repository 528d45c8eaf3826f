// A small game that runs until the page is closed.

import { connectScripts } from 'virtual:tickswap'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { shared as sharedCommonJs } from 'shared-cjs'
import { shared } from 'shared-esm'
import { type Behaviours, createBehaviours } from 'tickswap'
import type { HotReload } from 'tickswap/hotreload'
import * as components from './components'
import * as settings from './settings'

declare global {
  var game:
    | {
        readonly behaviours: Behaviours
        readonly hotReload: HotReload | undefined
        readonly herd: readonly number[]
        readonly components: typeof components
        readonly settings: typeof settings
        /** Whatever tells this run of the page from another. */
        readonly birth: number
        readonly rejected: string[]
        readonly faulted: string[]
      }
    | undefined
  var ticks: number | undefined
  /** What scripts of the tests write. */
  var told: Record<string, unknown> | undefined
}

// What the scripts see must be these very instances.
settings.settings.gravity = 10
shared.mark = 'game'
sharedCommonJs.mark = 'game'

const world = createWorld()
const behaviours = createBehaviours(world)
const hotReload = connectScripts(behaviours)
const Wander = behaviours.component('npc/wander')
const herd = Array.from({ length: 20 }, () => addEntity(world))
for (const entity of herd) addComponent(world, entity, Wander)

const rejected: string[] = []
const faulted: string[] = []
hotReload?.on('rejected', ({ diagnostics }) =>
  rejected.push(...diagnostics.map(({ message }) => message)),
)
hotReload?.on('faulted', ({ diagnostic }) => faulted.push(diagnostic.message))

globalThis.game = {
  behaviours,
  hotReload,
  herd,
  components,
  settings,
  birth: Math.random(),
  rejected,
  faulted,
}

setInterval(() => behaviours.step(1 / 60), 4)
