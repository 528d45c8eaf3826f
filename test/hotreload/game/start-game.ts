// A small game with reloadable scripts, a real engine and a real compiler, and a record of what
// happens.

import { readFileSync } from 'node:fs'
import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Behaviours, createBehaviours, type Entity } from 'tickswap'
import {
  createHotReload,
  type Diagnostic,
  editorSource,
  type HotReload,
  type HotReloadEvents,
  type HotReloadOptions,
} from 'tickswap/hotreload'
import type { ScriptChange, ScriptText } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { onTestFinished } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'
import { unhurried } from '../hot-reload/unhurried.ts'
import * as components from './components.ts'
import * as steer from './scripts/npc/steer.ts'
import * as wander from './scripts/npc/wander.ts'

export interface Game {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  /** An entity that wanders. */
  readonly wanderer: Entity
  /** How many updates that entity's state counts. */
  steps(): number | undefined
  /** The names of the pipeline's events since the last `edit`, in order. */
  readonly told: string[]
  /** The pipeline's answers, of all time. */
  readonly published: HotReloadEvents['published'][]
  readonly rejected: HotReloadEvents['rejected'][]
  readonly failed: HotReloadEvents['failed'][]
  readonly faulted: HotReloadEvents['faulted'][]
  readonly warned: HotReloadEvents['warned'][]
  /**
   * Plays frames of a 60th of a second, enough for a version to prove itself unless told otherwise.
   */
  play(frames?: number): void
  /** Hands in texts by id, as one report, and waits until they are dealt with. */
  edit(texts: Readonly<Record<string, string>>): Promise<void>
  /** Hands in changes of any kind, as one report, with a manifest if there is one, and waits. */
  change(changes: readonly ScriptChange[], manifest?: string): Promise<void>
  /** Reports that a script is gone, and waits. */
  remove(id: string): Promise<void>
  /** Hands in texts without waiting. */
  report(texts: Readonly<Record<string, string>>): void
  diagnostics(): readonly Diagnostic[]
}

export const wanderText = scriptText('npc/wander')
export const steerText = scriptText('npc/steer')

const bundled = {
  'npc/wander': { module: wander, file: 'npc/wander.ts', text: wanderText },
  'npc/steer': { module: steer, file: 'npc/steer.ts', text: steerText },
}

/** One for all games of a test file. */
export const compiler = nodeCompiler()

/** What a test may want different. */
export interface GameOptions
  extends Pick<
    Partial<HotReloadOptions>,
    | 'compiler'
    | 'alerts'
    | 'backup'
    | 'historyDepth'
    | 'now'
    | 'intake'
    | 'hosts'
    | 'source'
    | 'memory'
    | 'types'
    | 'signatures'
  > {
  /** The game comes without scripts, and `npc/wander` waits for its first text. */
  readonly isWaiting?: boolean
  /** Default 1. */
  readonly wanderers?: number
}

const FRAMES_TO_PROVE = 70

/**
 * Starts the game with `npc/wander`, registered, and `npc/steer`. It is closed when the test is
 * over.
 */
export function startGame({
  isWaiting,
  wanderers = 1,
  alerts,
  ...options
}: GameOptions = {}): Game {
  const world = createWorld()
  // Nothing waits for a frame: what frames may spend is tested elsewhere.
  const behaviours = createBehaviours(world, { budget: Number.POSITIVE_INFINITY })
  if (isWaiting) behaviours.register('npc/wander')
  else behaviours.register('npc/wander', wander.default)
  const Wander = behaviours.component('npc/wander')
  const herd = Array.from({ length: wanderers }, () => addEntity(world))
  const [wanderer = 0] = herd
  for (const entity of herd) addComponent(world, entity, Wander)
  components.Position.x.fill(0)
  const editor = editorSource()
  const hotReload = createHotReload(behaviours, {
    source: editor,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: isWaiting ? {} : bundled,
    intake: { wait: 0, debounce: 0 },
    hosts: { '../components': components, three: { Vector3: class Vector3 {} } },
    ...options,
    alerts: { ...unhurried, ...alerts },
  })
  onTestFinished(async () => {
    await hotReload.close()
    behaviours.close()
  })
  const told: string[] = []
  const published: HotReloadEvents['published'][] = []
  const rejected: HotReloadEvents['rejected'][] = []
  const failed: HotReloadEvents['failed'][] = []
  const faulted: HotReloadEvents['faulted'][] = []
  const warned: HotReloadEvents['warned'][] = []
  hotReload.on('compiled', ({ id }) => told.push(`compiled ${id}`))
  hotReload.on('unchanged', ({ ids }) => told.push(`unchanged ${ids.join(' ')}`))
  hotReload.on('published', (event) => {
    told.push(`published ${Object.keys(event.versions).sort().join(' ')}`)
    published.push(event)
  })
  hotReload.on('rejected', (event) => {
    told.push(`rejected ${event.ids.join(' ')}`)
    rejected.push(event)
  })
  hotReload.on('failed', (event) => failed.push(event))
  hotReload.on('faulted', (event) => faulted.push(event))
  hotReload.on('warned', (event) => warned.push(event))
  hotReload.on('removed', ({ ids }) => told.push(`removed ${ids.join(' ')}`))
  const change = (changes: readonly ScriptChange[], manifest?: string) => {
    told.length = 0
    editor.edit(changes, manifest)
    return hotReload.settled()
  }
  const report = (texts: Readonly<Record<string, string>>) => {
    told.length = 0
    editor.edit(
      Object.entries(texts).map(([id, text]): ScriptText => ({ id, file: `${id}.ts`, text })),
    )
  }
  return {
    behaviours,
    hotReload,
    wanderer,
    steps() {
      const { steps } = Wander.state
      return Number(steps?.[wanderer])
    },
    told,
    published,
    rejected,
    failed,
    faulted,
    warned,
    play(frames = FRAMES_TO_PROVE) {
      for (let frame = 0; frame < frames; frame++) behaviours.step(1 / 60)
    },
    change,
    remove: (id) => change([{ id, file: `${id}.ts`, removed: true }]),
    report,
    edit(texts) {
      report(texts)
      return hotReload.settled()
    },
    diagnostics: () => hotReload.diagnostics(),
  }
}

function scriptText(id: string): string {
  return readFileSync(new URL(`./scripts/${id}.ts`, import.meta.url), 'utf8')
}
