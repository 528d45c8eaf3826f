// Somebody who can send anything, and knows all that was ever signed, plays against a game that
// requires signatures. Whatever starts to run must be what the newest accepted release lists.

import type { ScriptChange } from 'tickswap/hotreload/adapters'
import { expect, it } from 'vitest'
import { Random } from '../../engine/fuzz/random.ts'
import { startGame, steerText, wanderText } from '../game/start-game.ts'
import { manifestOf, signer, testSigner } from './test-signer.ts'

const STEPS = 100
const seeds = [1, 2, 3, 4, 5, 6]
const [WANDER, STEER] = ['npc/wander', 'npc/steer'] as const
const old = testSigner(7)
const stranger = testSigner(9)

/** Texts that differ in their code. */
const wanders = Array.from({ length: 5 }, (_, index) => wanderText.replace('+ 1', `+ ${index + 2}`))
const steers = Array.from({ length: 3 }, (_, index) => `${steerText}\nexport const more = ${index}`)

interface Signed {
  readonly manifest: string
  readonly texts: Readonly<Record<string, string>>
  readonly release: number
}

class Attacker {
  readonly #random: Random
  readonly #signed: Signed[] = []

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  /** What the honest signer made last, or before. */
  get releases(): readonly Signed[] {
    return this.#signed
  }

  /** The honest signer makes another release, of which not all arrives, and not at once. */
  async sign(): Promise<void> {
    const release = this.#signed.length + 1
    const texts: Record<string, string> = { [STEER]: this.#one(steers) }
    if (this.#random.below(4) > 0) texts[WANDER] = this.#one(wanders)
    const manifest = await manifestOf(texts, { release })
    this.#signed.push({ manifest, texts, release })
  }

  /** A report of any kind, true or forged. */
  report(): ScriptChange[] {
    const one = this.#random.below(6)
    const from = this.#release().texts
    const id = this.#one([WANDER, STEER])
    const file = `${id}.ts`
    if (one === 0) return [{ id, file, removed: true }]
    if (one === 1) return [{ id, file, text: `${this.#one(wanders)}\n// forged` }]
    if (one === 2) return [{ id: WANDER, file: `${WANDER}.ts`, text: from[STEER] ?? '' }]
    if (one === 3) return [{ id, file, text: this.#one([wanderText, steerText]) }]
    return Object.entries(from).map(([id, text]) => ({ id, file: `${id}.ts`, text }))
  }

  async manifest(): Promise<string | undefined> {
    const one = this.#random.below(7)
    const { manifest, texts } = this.#release()
    const forged = { ...texts, [WANDER]: `${this.#one(wanders)}\n// forged` }
    if (one === 0) return manifestOf(forged, { release: 99, by: stranger })
    if (one === 1) return manifestOf(forged, { release: 99, by: old })
    if (one === 2) return manifest.replace(/"release":\d+/, '"release":99')
    if (one === 3)
      return [manifest.split('\n', 4), (await manifestOf(forged)).split('\n').slice(4)]
        .flat()
        .join('\n')
    return one === 4 ? undefined : manifest
  }

  /** The newest half of the time. */
  #release(): Signed {
    return this.#random.below(2) === 0 ? this.#one(this.#signed.slice(-1)) : this.#one(this.#signed)
  }

  #one<Value>(values: readonly Value[]): Value {
    const value = values[this.#random.below(values.length)]
    if (value === undefined) throw new Error('There is nothing to choose from.')
    return value
  }
}

it.each(seeds)('nothing but the newest accepted release begins to run (seed %i)', async (seed) => {
  const attacker = new Attacker(seed)
  const keys = { keys: [signer.key, old.key], withdrawn: [old.key] }
  const game = startGame({ signatures: keys, isWaiting: false })
  const running = () => game.hotReload.inspect(WANDER).text
  let before = running()
  let release = 0
  let changes = 0
  for (let step = 0; step < STEPS; step++) {
    if (step % 4 === 0) await attacker.sign()
    await game.change(attacker.report(), await attacker.manifest())
    const now = game.hotReload.release?.release ?? 0
    expect(now).toBeGreaterThanOrEqual(release)
    expect(now).toBeLessThanOrEqual(attacker.releases.length)
    release = now
    const text = running()
    if (text !== before) {
      const isListed = attacker.releases[release - 1]?.texts[WANDER] === text
      expect({ step, text, isListed }).toEqual({ step, text, isListed: true })
      changes++
    }
    before = text
    game.play(3)
  }
  expect(changes).toBeGreaterThan(1)
  expect(game.failed).toEqual([])

  await attacker.sign()
  const text = `${wanders[0]}\nexport const last = ${seed}`
  const last = { [WANDER]: text, [STEER]: steerText }
  const manifest = await manifestOf(last, { release: attacker.releases.length + 1 })
  await game.change(
    Object.entries(last).map(([id, one]) => ({ id, file: `${id}.ts`, text: one })),
    manifest,
  )
  expect(running()).toBe(text)
  expect(game.diagnostics()).toEqual([])
})
