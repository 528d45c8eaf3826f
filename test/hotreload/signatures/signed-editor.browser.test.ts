// A game in a page that takes signed scripts from an editor: with the browser's Ed25519, and without
// it, as in a page by plain http.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, defineBehaviour, f32 } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import { indexedDbBackup, pageEvaluator, workerCompiler } from 'tickswap/hotreload/browser'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { PATIENCE } from '../../patience.ts'
import { manifestOf, signer, testSigner } from './test-signer.ts'

const counting = (step: number) => `
  import { defineBehaviour, f32 } from 'tickswap'
  export default defineBehaviour({
    state: { count: f32(0) },
    update({ entities, state }) {
      for (const entity of entities) state.count[entity] = (state.count[entity] ?? 0) + ${step}
    },
  })
`

function startPage(backup = indexedDbBackup({ name: `signed-${Math.random()}` })) {
  const world = createWorld()
  const behaviours = createBehaviours(world, { budget: Number.POSITIVE_INFINITY })
  behaviours.register('counter', defineBehaviour({ state: { count: f32(0) }, update() {} }))
  const Counter = behaviours.component('counter')
  const { count } = Counter.state
  const entity = addEntity(world)
  addComponent(world, entity, Counter)
  const editor = editorSource()
  const hotReload = createHotReload(behaviours, {
    source: editor,
    compiler: workerCompiler(),
    evaluator: pageEvaluator(),
    scripts: {},
    signatures: { keys: [signer.key] },
    intake: { wait: 0, debounce: 0 },
    backup,
  })
  onTestFinished(async () => {
    await hotReload.close()
    behaviours.close()
  })
  return {
    hotReload,
    async edit(text: string, manifest?: string) {
      editor.edit({ id: 'counter', file: 'counter.ts', text }, manifest)
      await hotReload.settled()
    },
    step() {
      const before = Number(count?.[entity])
      behaviours.step(1 / 60)
      return Number(count?.[entity]) - before
    },
    codes: () => hotReload.diagnostics().map(({ code }) => code),
  }
}

afterEach(() => {
  Reflect.deleteProperty(crypto, 'subtle')
})

const pages = {
  'with the Ed25519 of the browser': () => {},
  'without crypto.subtle': () => hideSubtle(undefined),
  'with a crypto.subtle that does not know Ed25519': () =>
    hideSubtle({
      importKey: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
    }),
}

describe.each(Object.entries(pages))('a page %s', (_, prepare) => {
  it('runs what is signed, and nothing else', { timeout: 2 * PATIENCE }, async () => {
    prepare()
    const page = startPage()
    await page.edit(counting(1), await manifestOf({ counter: counting(1) }))
    expect(page.codes()).toEqual([])
    expect(page.step()).toBe(1)

    await page.edit(counting(2))
    expect(page.codes()).toEqual(['altered'])
    const forged = await manifestOf({ counter: counting(2) }, { by: testSigner(9), release: 2 })
    await page.edit(counting(2), forged)
    expect(page.codes()).toEqual(['unknown-key'])
    const signed = await manifestOf({ counter: counting(3) }, { release: 2 })
    await page.edit(counting(2), signed.replace('"release":2', '"release":3'))
    expect(page.codes()).toEqual(['bad-signature'])
    expect(page.step()).toBe(1)

    await page.edit(counting(3), signed)
    expect(page.codes()).toEqual([])
    expect(page.step()).toBe(3)
    await page.edit(counting(1), await manifestOf({ counter: counting(1) }))
    expect(page.codes()).toEqual(['older-release'])
    expect(page.hotReload.release?.release).toBe(2)
  })
})

/** A property of the object itself hides the one of its prototype. */
function hideSubtle(subtle: object | undefined): void {
  Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true })
}
