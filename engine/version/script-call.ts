// Script calls: where the engine calls hooks, and the only place where exceptions of a call are caught.

import type { Entity, EntityList } from '../base/entity.ts'
import type { HookName, Thrown } from '../fault/fault.ts'
import type { Version } from './version.ts'

/** Hooks that run for one entity at a time. */
type EntityHook = Extract<HookName, 'start' | 'stop' | 'each' | 'migrate'>

/** Numbers wrap around above this, since V8 would have to allocate larger ones. */
const LARGEST_NUMBER = 2 ** 30 - 1

let number = 0

/**
 * The number of the engine's latest call into a script. A time limit for calls uses it to see that
 * a new one began.
 */
export function scriptCall(): number {
  return number
}

/** Calls a hook that runs once. Returns what it threw. */
export function callOnce(version: Version, hook: 'setup' | 'update'): Thrown | undefined {
  beginScriptCall()
  try {
    version.context.own.watch(hook, version.definition[hook]?.(version.context))
    return undefined
  } catch (error) {
    return { hook, error, entity: undefined }
  }
}

/** Does work that may call the script's functions for initial values of `ref` fields. */
export function callState(work: () => void, entity?: Entity): Thrown | undefined {
  beginScriptCall()
  try {
    work()
    return undefined
  } catch (error) {
    return { hook: 'state', error, entity }
  }
}

/** Calls a hook for one entity. Returns what it threw. */
export function callFor(version: Version, hook: EntityHook, entity: Entity): Thrown | undefined {
  const { context } = version
  context.entity = entity
  beginScriptCall()
  try {
    context.own.watch(hook, version.definition[hook]?.(context))
    return undefined
  } catch (error) {
    return { hook, error, entity }
  }
}

/**
 * Calls the hook of a frame, `update` or `each`, and returns the first exception. When `each`
 * throws, `shouldContinue` decides whether it is called for the other entities.
 */
export function callFrame(
  version: Version,
  entities: EntityList,
  shouldContinue: (version: Version) => boolean,
): Thrown | undefined {
  version.context.entities = entities
  if (!version.definition.each) return callOnce(version, 'update')
  let first: Thrown | undefined
  callEach(version, 'each', entities, 0, entities.length, (thrown) => {
    first ??= thrown
    return shouldContinue(version)
  })
  return first
}

/**
 * Calls a hook for each of `entities[start]` up to, but not including, `entities[end]`. When it
 * throws, `shouldContinue` decides whether it is called for the others.
 */
export function callEach(
  version: Version,
  hook: EntityHook,
  entities: readonly Entity[],
  start: number,
  end: number,
  shouldContinue: (thrown: Thrown) => boolean,
): void {
  const { context } = version
  const call: ((context: Version['context']) => unknown) | undefined = version.definition[hook]
  if (!call) return
  let i = start
  while (i < end) {
    try {
      for (; i < end; i++) {
        context.entity = entities[i]
        beginScriptCall()
        const result = call(context)
        if (result !== undefined) context.own.watch(hook, result)
      }
    } catch (error) {
      if (!shouldContinue({ hook, error, entity: entities[i] })) return
      i += 1
    }
  }
}

/** Numbers the call that is about to be made. */
function beginScriptCall(): void {
  number = (number + 1) & LARGEST_NUMBER
}
