// What every type checker must do. Each environment runs this suite over its own, on the scripts of
// the test game.

import type { Diagnostic } from 'tickswap/hotreload'
import type { TypeChecker, TypeCheckRequest } from 'tickswap/hotreload/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Where the scripts of the test game are, from the root of the package. */
export const scriptsFolder = 'test/hotreload/game/scripts'

/** A script of the test game with this text. */
export function textOf(id: string, text: string): TypeCheckRequest['changes'][number] {
  return { id, file: `${id}.ts`, text }
}

/** Describes the contract of `TypeChecker` for one implementation. */
export function describeTypeChecker(name: string, create: () => TypeChecker): void {
  describe(`the ${name}`, () => {
    let checker: TypeChecker

    beforeAll(async () => {
      checker = create()
      await checker.check({
        changes: [textOf('npc/first', 'export const first = 1')],
        ids: ['npc/first'],
      })
    })

    afterAll(() => checker?.close())

    function check(text: string, id = 'npc/checked'): Promise<readonly Diagnostic[]> {
      return checker.check({ changes: [textOf(id, text)], ids: [id] })
    }

    test('finds nothing wrong with a script that is right', async () => {
      const right = `import { defineBehaviour, f32 } from 'tickswap'
import { addEntity } from 'bitecs'
import { Position } from '../../components.ts'

export const spawn = addEntity
export default defineBehaviour({
  state: { steps: f32(0) },
  update({ entities, state }) {
    for (const entity of entities) Position.x[entity] = state.steps[entity] ?? 0
  },
})`
      expect(await check(right)).toEqual([])
    })

    test('says where a string is assigned to a number', async () => {
      expect(await check('export const fine = 1\n\texport const speed: number = "fast"\n')).toEqual(
        [
          {
            severity: 'error',
            stage: 'types',
            code: 'TS2322',
            script: 'npc/checked',
            message: "Type 'string' is not assignable to type 'number'.",
            location: {
              file: 'npc/checked.ts',
              line: 2,
              column: 15,
              length: 5,
              lineText: '\texport const speed: number = "fast"',
            },
          },
        ],
      )
    })

    test('says where an unknown name stands, in columns of UTF-16 units', async () => {
      const [problem, ...others] = await check('export const text = "ü😀" + missing')
      expect(problem).toMatchObject({
        code: 'TS2304',
        message: "Cannot find name 'missing'.",
        location: { line: 1, column: 29, length: 7 },
      })
      expect(others).toEqual([])
    })

    test('suggests the name that was probably meant', async () => {
      const [problem] = await check('const heading = 1\nexport const turned = headng + heading')
      expect(problem).toMatchObject({
        code: 'TS2552',
        message: "Cannot find name 'headng'.",
        replacement: 'heading',
      })
    })

    test('knows what a host module exports', async () => {
      const [problem] = await check(
        "import { Positon } from '../../components.ts'\nexport default Positon",
      )
      expect(problem).toMatchObject({
        code: 'TS2724',
        location: { line: 1, column: 10, length: 7 },
      })
      expect(problem?.replacement).toBe('Position')
    })

    test('knows the type of a column', async () => {
      const [problem] = await check(`import { defineBehaviour, f32 } from 'tickswap'
export default defineBehaviour({
  state: { steps: f32(0) },
  update({ entities, state }) {
    for (const entity of entities) state.steps[entity] = 'many'
  },
})`)
      expect(problem).toMatchObject({
        code: 'TS2322',
        location: { line: 5, column: 36, length: 19 },
      })
    })

    test('says in notes why types do not fit', async () => {
      const [problem] = await check(
        'export const point: { x: number; y: number } = { x: 1, y: { z: 1 } }',
      )
      expect(problem?.message).toBe("Type '{ z: number; }' is not assignable to type 'number'.")
      expect(problem?.notes).toEqual([
        expect.stringMatching(/expected type comes from property 'y'/),
      ])
    })

    test('says what does not parse, and nothing about its types', async () => {
      const problems = await check('export const speed: number = ;\nmissing()')
      expect(problems.map(({ code }) => code)).toEqual(['TS1109'])
    })

    test('finds nothing any more when it is fixed', async () => {
      expect((await check('export const speed: number = "fast"')).length).toBe(1)
      expect(await check('export const speed: number = 40')).toEqual([])
    })

    test('checks scripts against the newest texts of others, and only those that it is asked for', async () => {
      const changes = [
        textOf('npc/helper', 'export const stride = 1'),
        textOf(
          'npc/walker',
          "import { stride } from './helper.ts'\nexport const double: number = stride * 2",
        ),
      ]
      expect(await checker.check({ changes, ids: ['npc/helper', 'npc/walker'] })).toEqual([])
      const helper = textOf('npc/helper', 'export const stride = "long"')
      expect(await checker.check({ changes: [helper], ids: ['npc/helper'] })).toEqual([])
      const [problem] = await checker.check({ changes: [], ids: ['npc/walker'] })
      expect(problem).toMatchObject({
        script: 'npc/walker',
        code: 'TS2362',
        location: { line: 2, column: 31 },
      })
    })

    test('knows when a script was removed, even if its file is still there', async () => {
      const importer = textOf(
        'npc/importer',
        "import { stride } from './steer.ts'\nexport default stride",
      )
      const steer = textOf('npc/steer', 'export const stride = 1')
      expect(await checker.check({ changes: [steer, importer], ids: ['npc/importer'] })).toEqual([])
      const removal = { id: 'npc/steer', file: 'npc/steer.ts', removed: true } as const
      const [problem] = await checker.check({
        changes: [removal],
        ids: ['npc/importer', 'npc/steer'],
      })
      expect(problem).toMatchObject({ script: 'npc/importer', code: 'TS2307' })
      expect(await checker.check({ changes: [steer], ids: ['npc/importer'] })).toEqual([])
    })

    test('reports nothing for a script that it does not know', async () => {
      expect(await checker.check({ changes: [], ids: ['npc/nobody'] })).toEqual([])
    })

    test('answers several requests in order', async () => {
      const answers = await Promise.all([
        check('export const speed: number = "fast"'),
        check('export const speed: number = 1'),
        check('export const speed: number = missing'),
      ])
      expect(answers.map((problems) => problems.map(({ code }) => code))).toEqual([
        ['TS2322'],
        [],
        ['TS2304'],
      ])
    })

    test('rejects what is under way when it is closed, and everything after', async () => {
      const closing = create()
      const checking = closing.check({
        changes: [textOf('npc/checked', 'export {}')],
        ids: ['npc/checked'],
      })
      const rejection = expect(checking).rejects.toThrow(/was closed/)
      await closing.close()
      await rejection
      await expect(closing.check({ changes: [], ids: [] })).rejects.toThrow(/is closed/)
    })
  })
}
