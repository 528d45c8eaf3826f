// scripted-game: a game with one script, which goes through the whole pipeline, with a loop guard
// or without.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Behaviours, createBehaviours } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'

const delta = 1 / 60
/**
 * Frames over a few entities first: V8 never settles on good code for a function whose first calls
 * take long.
 */
const warmUp = { entities: 1_000, frames: 3_000 }

export interface ScriptedGameOptions {
  readonly compiler: Compiler
  /** Its host modules, by the specifiers that its scripts write. */
  readonly hosts: Readonly<Record<string, object>>
  /** The texts that are loaded first, by id. */
  readonly texts: Readonly<Record<string, string>>
  /** The one of them that runs; a behaviour if there are entities, else a system. */
  readonly id: string
  readonly entities: number
}

export interface ScriptedGame {
  readonly behaviours: Behaviours
  /** One frame. */
  frame(): void
  /** Publishes texts, by id. */
  edit(texts: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

/** Resolves when the scripts run, on all entities and on optimised code. */
export async function startScriptedGame(options: ScriptedGameOptions): Promise<ScriptedGame> {
  const { compiler, hosts, texts, id, entities } = options
  const world = createWorld()
  const behaviours = createBehaviours(world, { capacity: entities + 1 })
  const source = editorSource()
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: {},
    hosts,
  })
  const rejected: string[] = []
  hotReload.on('rejected', ({ diagnostics }) => rejected.push(diagnostics[0]?.message ?? ''))
  const component = entities > 0 ? behaviours.register(id) : {}

  const game: ScriptedGame = {
    behaviours,
    frame: () => behaviours.step(delta),
    async edit(changed) {
      source.edit(Object.entries(changed).map(([id, text]) => ({ id, file: `${id}.ts`, text })))
      await hotReload.settled()
      if (rejected[0] !== undefined) throw new Error(rejected[0])
    },
    close: () => hotReload.close(),
  }
  const populate = (count: number) => {
    for (let index = 0; index < count; index++) addComponent(world, addEntity(world), component)
  }
  await game.edit(texts)
  const few = Math.min(entities, warmUp.entities)
  populate(few)
  for (let frame = 0; frame < warmUp.frames; frame++) game.frame()
  populate(entities - few)
  game.frame()
  return game
}
