// Mutated and truncated scripts harm nothing: each is refused with a place or runs under the usual
// guards, the game's frames go on, and the next good edit is live.

import { configureLoopGuard, type Diagnostic } from 'tickswap/hotreload'
import {
  type CompileResult,
  type CompileService,
  createCompilerPool,
} from 'tickswap/hotreload/adapters'
import { createCompileService, esbuildTransform } from 'tickswap/hotreload/worker'
import { oxcTransform } from 'tickswap/vite'
import * as vite from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestService } from '../hotreload/compile/node-compiler.ts'
import * as components from '../hotreload/game/components.ts'
import { startGame, steerText, wanderText } from '../hotreload/game/start-game.ts'
import { amount } from '../long.ts'
import { fuzzHosts } from './fuzz-hosts.ts'
import { mutated } from './fuzz-mutations.ts'
import { fuzzRandom } from './fuzz-random.ts'
import { fuzzSeeds } from './fuzz-seeds.ts'

const COUNT = amount(1_000, 10_000)
const GOOD_EDIT_EVERY = 20
const { TICKSWAP_SEED = '15' } = process.env
const SEED = Number(TICKSWAP_SEED)

const oxc = createCompileService({ transform: oxcTransform(vite) })
const esbuild = createCompileService({ transform: esbuildTransform(() => import('esbuild')) })
const wasm = createTestService()
const services: Readonly<Record<string, CompileService>> = { oxc, esbuild, 'esbuild-wasm': wasm }

beforeAll(() => configureLoopGuard({ limit: 20 }))
afterAll(() => configureLoopGuard({ limit: 200 }))

/** One hostile text, and what it was made of. */
function hostile(index: number) {
  const random = fuzzRandom(SEED + index)
  const seed = random.pick(random.pick(fuzzSeeds))
  const other = random.pick(random.pick(fuzzSeeds))
  const { extension } = random.below(8) === 0 ? other : seed
  const isBehaviour = /\bdefine(?:Behaviour|System)\b/.test(seed.text + other.text)
  return { extension, text: mutated(seed.text, other.text, random), isBehaviour }
}

/** What is wrong with how a text was refused. */
function flaws(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return ['There is no error.']
  return errors.filter(({ location, message }) => {
    if (!location || message === '') return true
    const { line, column, length } = location
    return !(line >= 1) || !(column >= 1) || !(length >= 0)
  })
}

test(`${COUNT} of them, one after the other, in a game (TICKSWAP_SEED=${SEED})`, async () => {
  const names = Object.keys(services)
  const answers = new Map<string, number>()
  /** Each text goes to the compiler whose turn it is. */
  let turn = 0
  const game = startGame({
    compiler: createCompilerPool({
      name: 'fuzzed',
      start: () => ({
        service: {
          warmUp: async () => {},
          async compile(request): Promise<CompileResult> {
            const service = services[names[turn % names.length] ?? '']
            if (!service) throw new Error('There is no such compiler.')
            return service.compile(request)
          },
        },
        end() {},
      }),
    }),
    hosts: {
      '../components': components,
      ...fuzzHosts,
    },
  })
  for (let index = 0; index < COUNT; index++) {
    const { extension, text, isBehaviour } = hostile(index)
    // One that replaces a behaviour that runs, one beside it, and one without a behaviour.
    const id = index % 3 === 0 ? 'npc/wander' : isBehaviour ? 'npc/mutant' : 'lib/mutant'
    turn = index
    const before = game.rejected.length
    const runs = game.behaviours.versions('npc/wander').current
    await game.change([{ id, file: `${id}.${extension}`, text }])
    count(game.told.at(-1)?.split(' ')[0])
    for (const { diagnostics } of game.rejected.slice(before)) {
      count(diagnostics[0]?.code)
      expect({ index, flaws: flaws(diagnostics) }).toEqual({ index, flaws: [] })
    }
    // What is refused makes no version.
    const { current } = game.behaviours.versions('npc/wander')
    if (game.rejected.length > before) expect({ index, current }).toEqual({ index, current: runs })
    expect({ index, failed: game.failed }).toEqual({ index, failed: [] })
    game.play(2)
    if (index % GOOD_EDIT_EVERY === 0) await goodEdit(index)
  }
  console.log(Object.fromEntries(answers))

  function count(answer = 'nothing'): void {
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
  }

  /** A new text of a behaviour and of a helper, which must both run. */
  async function goodEdit(index: number): Promise<void> {
    turn = 0
    await game.change([
      { id: 'npc/mutant', file: 'npc/mutant.ts', removed: true },
      { id: 'lib/mutant', file: 'lib/mutant.ts', removed: true },
      { id: 'npc/steer', file: 'npc/steer.ts', text: `${steerText}\nexport const mark = ${index}` },
      {
        id: 'npc/wander',
        file: 'npc/wander.ts',
        text: `${wanderText}\nexport const mark = ${index}`,
      },
    ])
    const errors = game.diagnostics().filter(({ severity }) => severity === 'error')
    expect({ index, errors }).toEqual({ index, errors: [] })
    const { current } = game.behaviours.versions('npc/wander')
    expect(game.published.at(-1)?.versions).toMatchObject({ 'npc/wander': current })
    game.play()
    const steps = game.steps()
    game.play(10)
    expect({ index, steps: game.steps() }).toEqual({ index, steps: Number(steps) + 10 })
  }
})
