// Names of Object.prototype: scripts, helpers, host modules, exports and fields may have them.

import { addComponent, addEntity, createWorld, getComponent, set } from 'bitecs'
import {
  type Behaviours,
  createBehaviours,
  defineBehaviour,
  f32,
  type ScriptedComponent,
} from 'tickswap'
import { createHotReload, editorSource, type HotReload, metrics } from 'tickswap/hotreload'
import { readBackupEntry } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../hotreload/compile/node-compiler.ts'
import { unhurried } from '../hotreload/hot-reload/unhurried.ts'
import {
  behaviourText,
  fieldNames,
  moduleText,
  prototypeNames,
  systemText,
} from './corpus/prototype-names.ts'

const compiler = nodeCompiler()
const FRAMES_TO_PROVE = 70

describe('a game in which all has names of Object.prototype', () => {
  let behaviours: Behaviours
  let hotReload: HotReload
  const source = editorSource()

  beforeEach(async () => {
    Reflect.deleteProperty(globalThis, 'told')
    behaviours = createBehaviours(createWorld(), { budget: Number.POSITIVE_INFINITY })
    hotReload = createHotReload(behaviours, {
      source,
      compiler,
      evaluator: nodeEvaluator(),
      scripts: {},
      intake: { wait: 0, debounce: 0 },
      alerts: unhurried,
      hosts: Object.fromEntries(prototypeNames.map((name) => [`../hosts/${name}`, { [name]: 3 }])),
    })
    await edit((name) => [
      [name, systemText(name, 1)],
      [`lib/${name}`, moduleText(name, 2)],
    ])
  })

  afterEach(async () => {
    await hotReload.close()
    behaviours.close()
  })

  async function edit(
    texts: (name: string) => readonly (readonly [id: string, text: string])[],
  ): Promise<void> {
    const changes = prototypeNames.flatMap((name) =>
      texts(name).map(([id, text]) => ({ id, file: `${id}.ts`, text })),
    )
    source.edit(changes)
    await hotReload.settled()
    expect(hotReload.diagnostics()).toEqual([])
    for (let frame = 0; frame < FRAMES_TO_PROVE; frame++) behaviours.step(1 / 60)
    await hotReload.settled()
  }

  const told = () => Reflect.get(globalThis, 'told')
  const all = (number: number) => Object.fromEntries(prototypeNames.map((name) => [name, number]))

  test('runs', () => {
    expect(told()).toEqual(all(123))
  })

  test('takes edits of its scripts', async () => {
    await edit((name) => [[name, systemText(name, 4)]])
    expect(told()).toEqual(all(423))
  })

  test('takes edits of its helpers', async () => {
    await edit((name) => [[`lib/${name}`, moduleText(name, 5)]])
    expect(told()).toEqual(all(153))
  })

  test('names them in its events, history, stats and metrics', async () => {
    const published = hotReload.next()
    await edit((name) => [[name, systemText(name, 4)]])
    const outcome = await published
    expect(outcome).toMatchObject({ event: 'published' })
    for (const name of prototypeNames) {
      expect(hotReload.history(name).map(({ outcome }) => outcome)).toContain('committed')
      expect(hotReload.inspect(name)).toMatchObject({ id: name })
      expect(metrics(hotReload)).toContain(`tickswap_script_up{script="${name}"} 1`)
    }
    expect(hotReload.history('lib/toString')).toEqual([])
    expect(hotReload.history('lib/constructor')).toEqual([])
  })

  test('rolls them back, removes them and takes them again', async () => {
    await edit((name) => [[name, systemText(name, 4)]])
    for (const name of prototypeNames) hotReload.rollback(name)
    behaviours.step(1 / 60)
    expect(told()).toEqual(all(123))
    source.edit(prototypeNames.map((id) => ({ id, file: `${id}.ts`, removed: true as const })))
    await hotReload.settled()
    await edit((name) => [[name, systemText(name, 6)]])
    expect(told()).toEqual(all(623))
  })

  test('rejects an import of what a helper does not export', async () => {
    const text = `import { toString, missing } from './lib/valueOf'\nexport const a = [toString, missing]`
    source.edit({ id: 'lost', file: 'lost.ts', text })
    await hotReload.settled()
    const messages = hotReload.diagnostics('lost').map(({ message }) => message)
    expect(messages.sort()).toMatchObject([
      expect.stringContaining('"missing"'),
      expect.stringContaining('"toString"'),
    ])
    source.edit({ id: 'lost', file: 'lost.ts', removed: true })
    await hotReload.settled()
  })

  test('rejects an import of a host that nobody gave', async () => {
    for (const specifier of ['toString', '__proto__', 'constructor', '../valueOf']) {
      source.edit({
        id: 'lost',
        file: 'lost.ts',
        text: `import * as a from '${specifier}'\nexport { a }`,
      })
      await hotReload.settled()
      expect(hotReload.diagnostics('lost')).toMatchObject([{ code: 'unresolved-import' }])
    }
  })
})

describe('a state with such fields', () => {
  const version = (fields: readonly string[]) =>
    defineBehaviour({ state: Object.fromEntries(fields.map((name) => [name, f32(7)])) })

  function start(fields: readonly string[]) {
    const world = createWorld()
    const behaviours = createBehaviours(world, { budget: Number.POSITIVE_INFINITY })
    const Component: ScriptedComponent = behaviours.register('constructor', version(fields))
    const entity = addEntity(world)
    return { world, behaviours, Component, entity }
  }

  test.each(fieldNames)('keeps, adds and drops %j', (name) => {
    const { world, behaviours, Component, entity } = start(['speed', name])
    addComponent(world, entity, set(Component, { speed: 2 }))
    expect(Component.state[name]?.[entity]).toBe(7)
    const dropped = behaviours.publish({ constructor: version(['speed']) })
    behaviours.step(1 / 60)
    expect(dropped.versions.constructor).toBeTypeOf('number')
    expect(dropped.versions.toString).toBeUndefined()
    expect(Component.state[name]).toBeUndefined()
    const { speed } = Component.state
    expect(speed?.[entity]).toBe(2)
    behaviours.publish({ constructor: version(['speed', name]) })
    for (let frame = 0; frame < FRAMES_TO_PROVE; frame++) behaviours.step(1 / 60)
    expect(Component.state[name]?.[entity]).toBe(7)
    expect(Object.keys(getComponent(world, entity, Component))).toContain(name)
  })

  test.each(fieldNames)('calls migrate when only %j is dropped or added', (name) => {
    const { world, behaviours, Component, entity } = start(['speed', name])
    addComponent(world, entity, Component)
    const calls: string[] = []
    const migrating = (fields: readonly string[], what: string) =>
      defineBehaviour({ state: version(fields).state, migrate: () => void calls.push(what) })
    behaviours.publish({ constructor: migrating(['speed'], 'dropped') })
    for (let frame = 0; frame < FRAMES_TO_PROVE; frame++) behaviours.step(1 / 60)
    behaviours.publish({ constructor: migrating(['speed', name], 'added') })
    for (let frame = 0; frame < FRAMES_TO_PROVE; frame++) behaviours.step(1 / 60)
    expect(calls).toEqual(['dropped', 'added'])
  })

  test.each(fieldNames)('takes %j in set(…) only if it is one of them', (name) => {
    const { world, Component, entity } = start(['speed'])
    const values = Object.fromEntries([[name, 1]])
    expect(() => addComponent(world, entity, set(Component, values))).toThrow(`"${name}"`)
    const other = start(['speed', name])
    addComponent(other.world, other.entity, set(other.Component, values))
    expect(other.Component.state[name]?.[other.entity]).toBe(1)
  })

  test('is counted by a script', async () => {
    const source = editorSource()
    const { world, behaviours, Component, entity } = start([])
    const hotReload = createHotReload(behaviours, {
      source,
      compiler,
      evaluator: nodeEvaluator(),
      scripts: {},
      intake: { wait: 0, debounce: 0 },
    })
    addComponent(world, entity, Component)
    source.edit({ id: 'constructor', file: 'constructor.ts', text: behaviourText(fieldNames) })
    await hotReload.settled()
    expect(hotReload.diagnostics()).toEqual([])
    behaviours.step(1 / 60)
    behaviours.step(1 / 60)
    for (const name of fieldNames) expect(Component.state[name]?.[entity]).toBeGreaterThan(0)
    await hotReload.close()
  })
})

test('an entry of a backup inherits none of its parts', () => {
  const value = JSON.parse('{"__proto__": {"id": "a", "file": "a.ts"}, "text": "", "savedAt": 1}')
  expect(readBackupEntry(value, 'here').ok).toBe(false)
  expect(readBackupEntry(Object.create({ id: 'a', file: 'a.ts', text: '' }), 'here').ok).toBe(false)
})
