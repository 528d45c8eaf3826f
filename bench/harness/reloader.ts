// Reloader: edits one script over and over, through the whole pipeline, and checks that each edit
// went live.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, defineBehaviour, f64 } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import type { Compiler, Evaluator } from 'tickswap/hotreload/adapters'
import { scriptText } from './script-text.ts'

const id = 'wander'
const file = 'wander.ts'
const lines = 100
const size = 100
const mostFrames = 1_000

/** The first edit's number. All have as many digits, so that texts do not grow. */
export const firstEdit = 123_456_789

/** A small game, whose one script can be reloaded. */
export interface Reloader {
  /** Resolves once every entity runs the new version and the older ones are released. */
  reload(): Promise<void>
  close(): Promise<void>
}

export function createReloader(compiler: Compiler, evaluator: Evaluator): Reloader {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const first = defineBehaviour({ state: { edit: f64(0) } })
  const Wander = behaviours.register(id, first)
  const entities = Array.from({ length: size }, () => addEntity(world))
  for (const entity of entities) addComponent(world, entity, Wander)

  const source = editorSource()
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator,
    intake: { wait: 0, debounce: 0 },
    scripts: { [id]: { module: { default: first }, file, text: scriptText(lines, firstEdit) } },
  })
  let edit = firstEdit
  let settle: { resolve(): void; reject(error: Error): void } | undefined
  hotReload.on('published', () => settle?.resolve())
  hotReload.on('rejected', ({ diagnostics }) => settle?.reject(new Error(diagnostics[0]?.message)))
  hotReload.on('unchanged', () => settle?.reject(new Error(`Edit ${edit} changed nothing.`)))
  hotReload.on('failed', ({ error }) =>
    settle?.reject(new Error('The pipeline failed.', { cause: error })),
  )

  function playUntilReleased(): void {
    for (let frame = 0; frame < mostFrames; frame++) {
      behaviours.step(1 / 60)
      if (behaviours.inspect(id).versions.length === 1) return
    }
    throw new Error(`The version before edit ${edit} was not released in ${mostFrames} frames.`)
  }

  return {
    async reload() {
      edit += 1
      await new Promise<void>((resolve, reject) => {
        settle = { resolve, reject }
        source.edit({ id, file, text: scriptText(lines, edit) })
      })
      playUntilReleased()
      const behind = entities.find((entity) => Wander.state.edit[entity] !== edit)
      if (behind !== undefined) throw new Error(`Entity ${behind} does not run edit ${edit}.`)
    },
    close: () => hotReload.close(),
  }
}
