// Random edits on random module graphs, against an oracle that works everything out again from the
// newest texts.

import { createWorld } from 'bitecs'
import fc from 'fast-check'
import { createBehaviours } from 'tickswap'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import type { Compiler, ScriptChange } from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { beforeAll, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'

const SCRIPTS = 7
const ROUNDS = 60

/** The scripts from here on import each other in cycles; those before import later ones. */
const FIRST_OF_CYCLES = 4

/** What one script says. */
interface Text {
  readonly own: number
  /** Imported for their totals, which are worked out when the module is evaluated. */
  readonly deep: readonly number[]
  /** Imported for what a function of theirs says when it is called. */
  readonly near: readonly number[]
  readonly isBroken: boolean
}

/** The newest text of each script; undefined if it is gone. */
type Texts = readonly (Text | undefined)[]

const indexes = fc.nat(SCRIPTS - 1)
const text: fc.Arbitrary<Text> = fc.record({
  own: fc.nat(9),
  deep: fc.uniqueArray(indexes, { maxLength: 2 }),
  near: fc.uniqueArray(indexes, { maxLength: 2 }),
  isBroken: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
})
const edit = fc.uniqueArray(fc.tuple(indexes, fc.option(text, { freq: 6, nil: undefined })), {
  minLength: 1,
  maxLength: 3,
  selector: ([index]) => index,
})
const edits = fc.array(edit, { minLength: 1, maxLength: 12 })

let compiler: Compiler

beforeAll(async () => {
  compiler = nodeCompiler()
})

/** The values that scripts write each frame; a host module. */
const written: Record<string, number> = {}

/**
 * The imports that a script at this index may have: what is worked out in a cycle would have no
 * value yet.
 */
function allowed(index: number, { deep, near }: Text): Pick<Text, 'deep' | 'near'> {
  if (index < FIRST_OF_CYCLES) {
    return {
      deep: deep.filter((other) => other > index),
      near: near.filter((other) => other > index),
    }
  }
  return { deep: [], near: near.filter((other) => other >= FIRST_OF_CYCLES) }
}

function write(index: number, script: Text): string {
  const { own, isBroken } = script
  const { deep: later, near } = allowed(index, script)
  const imports = [...new Set([...later, ...near])].map(
    (other) => `import { total as total${other}, say as say${other} } from './s${other}'`,
  )
  const total = [own, ...later.map((other) => `total${other}`)].join(' + ')
  const said = [own * 100, ...near.map((other) => `say${other}()`)].join(' + ')
  return `import { defineSystem } from 'tickswap'
import { written } from 'test:written'
${imports.join('\n')}
export const total = ${total}
export const say = () => ${own}
export default defineSystem({ update() { written.s${index} = ${said} + total${isBroken ? ' +' : ''} } })`
}

/**
 * What each script writes if everything is rebuilt from the texts; undefined if they do not fit
 * together.
 */
function rebuild(texts: Texts): Record<string, number> | undefined {
  const find = (index: number) => texts[index]
  const total = (index: number): number => {
    const script = find(index)
    return script
      ? allowed(index, script).deep.reduce((sum, other) => sum + total(other), script.own)
      : 0
  }
  const values: Record<string, number> = {}
  for (const [index, script] of texts.entries()) {
    if (!script) continue
    const { deep, near } = allowed(index, script)
    if (script.isBroken || [...deep, ...near].some((other) => !find(other))) return undefined
    const said = near.reduce((sum, other) => sum + (find(other)?.own ?? 0), script.own * 100)
    values[`s${index}`] = said + total(index)
  }
  return values
}

function changeOf(index: number, script: Text | undefined): ScriptChange {
  const file = { id: `s${index}`, file: `s${index}.ts` }
  return script ? { ...file, text: write(index, script) } : { ...file, removed: true }
}

function startGame() {
  const behaviours = createBehaviours(createWorld(), { budget: Number.POSITIVE_INFINITY })
  const source = editorSource()
  const hotReload = createHotReload(behaviours, {
    source,
    compiler,
    evaluator: nodeEvaluator(),
    scripts: {},
    hosts: { 'test:written': { written } },
    intake: { wait: 0, debounce: 0 },
  })
  const failed: unknown[] = []
  hotReload.on('failed', ({ error }) => failed.push(error))
  return { behaviours, source, hotReload, failed }
}

/** What the scripts write in one frame. */
function play({ behaviours }: ReturnType<typeof startGame>): Record<string, number> {
  for (const id of Object.keys(written)) delete written[id]
  behaviours.step(1 / 60)
  return { ...written }
}

test('whatever was edited, broken, removed and mended: what fits together runs', async () => {
  const { TICKSWAP_SEED = '20261125' } = process.env
  const seed = Number(TICKSWAP_SEED)
  console.log(`Random graphs with TICKSWAP_SEED=${seed}.`)
  let compared = 0
  await fc.assert(
    fc.asyncProperty(edits, async (story) => {
      const game = startGame()
      const texts: (Text | undefined)[] = Array.from({ length: SCRIPTS })
      try {
        for (const step of story) {
          for (const [index, script] of step) texts[index] = script
          game.source.edit(step.map(([index, script]) => changeOf(index, script)))
          await game.hotReload.settled()
          const expected = rebuild(texts)
          if (!expected) continue
          compared += 1
          expect(play(game)).toEqual(expected)
          expect(
            game.hotReload.diagnostics().filter(({ severity }) => severity === 'error'),
          ).toEqual([])
        }
        expect(game.failed).toEqual([])
      } finally {
        await game.hotReload.close()
      }
    }),
    { numRuns: ROUNDS, seed, verbose: 0 },
  )
  expect(compared).toBeGreaterThan(ROUNDS / 2)
})
