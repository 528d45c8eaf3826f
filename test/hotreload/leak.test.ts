// Old versions are collected: the pipeline holds none, and the engine only the few it may go back to.

import { beforeEach, expect, test } from 'vitest'
import { type Game, startGame, steerText, wanderText } from './game/start-game.ts'

const VERSIONS = 200
const HISTORY_DEPTH = 10
/** Besides, the engine keeps as many good versions to go back to, and the one that runs; some may be the same. */
const GOOD_VERSIONS = 11
const FRAMES_PER_VERSION = 2
const FRAMES_OF_PROBATION = 100
const TIMEOUT_MILLISECONDS = 60_000

let game: Game

beforeEach(async () => {
  game = startGame()
})

/** Which of the objects that scripts handed to `witness` are still there, as places in the list. */
async function survivors(witnesses: readonly WeakRef<object>[]): Promise<number[]> {
  for (let frame = 0; frame < FRAMES_OF_PROBATION; frame++) game.behaviours.step(1 / 60)
  await new Promise((resolve) => setTimeout(resolve))
  globalThis.gc?.()
  return witnesses.flatMap((witness, place) => (witness.deref() ? [place] : []))
}

interface Course {
  readonly course: string
  /** What stands at the start of a version's `update`. */
  readonly start: (version: number) => string
  readonly kept: number
}

const courses: readonly Course[] = [
  { course: 'that run', start: () => '', kept: HISTORY_DEPTH + 2 },
  {
    course: 'of which every second is withdrawn',
    start: (version) => (version % 2 === 0 ? '' : 'throw new Error("withdrawn");'),
    kept: HISTORY_DEPTH + GOOD_VERSIONS,
  },
]

for (const { course, start, kept } of courses) {
  const title = `${VERSIONS} versions ${course} leave only what can be gone back to`
  test(title, { timeout: TIMEOUT_MILLISECONDS }, async () => {
    const witnesses: WeakRef<object>[] = []
    Object.assign(globalThis, { witness: (object: object) => witnesses.push(new WeakRef(object)) })
    const witnessed =
      'const witnessed = { bulk: new Array(100).fill(0) }\nReflect.get(globalThis, "witness")(witnessed)'
    for (let version = 0; version < VERSIONS; version++) {
      await game.edit({
        'npc/steer': `${steerText}\n${witnessed}\nexport const bulk = () => [witnessed, ${version}]`,
        'npc/wander': wanderText
          .replace('export default', `${witnessed}\nexport default`)
          .replace('update({', `setup() { return [witnessed, ${version}] },\n  update({`)
          .replace('for (', `${start(version)} for (`),
      })
      for (let frame = 0; frame < FRAMES_PER_VERSION; frame++) game.behaviours.step(1 / 60)
    }
    expect(game.rejected).toEqual([])
    expect(witnesses.length).toBe(2 * VERSIONS)
    const left = await survivors(witnesses)
    expect(left.length).toBeLessThanOrEqual(2 * kept)
    expect(game.hotReload.history('npc/wander').length).toBe(HISTORY_DEPTH)
    Reflect.deleteProperty(globalThis, 'witness')
  })
}
