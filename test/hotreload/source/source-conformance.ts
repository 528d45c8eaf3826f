// What every source must do. Editors, folders and servers run this suite over their own.

import type { ScriptChange, Source } from 'tickswap/hotreload/adapters'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Random } from '../../engine/fuzz/random.ts'
import { type Recording, record } from '../watch/recording.ts'

/** A source, and whoever writes the scripts that it reports. */
export interface SourceStage {
  readonly source: Source
  /** Saves a script's text, as a user does. */
  write(file: string, text: string): void | Promise<void>
  /** Takes a script out, as a user does. */
  remove(file: string): void | Promise<void>
  close(): void | Promise<void>
}

/** Describes the contract of `Source` for one implementation. */
export function describeSource(
  name: string,
  createStage: () => SourceStage | Promise<SourceStage>,
): void {
  describe(`the ${name} source`, () => {
    let stage: SourceStage
    let heard: Recording

    beforeEach(async () => {
      stage = await createStage()
      heard = record()
    })

    afterEach(async () => {
      await stage?.source.stop()
      await stage?.close()
    })

    const textOf = (file: string, text: string) =>
      heard.until(`${file} is ${JSON.stringify(text)}`, () => heard.texts()[file] === text)

    test('has a name', () => {
      expect(stage.source.name).not.toBe('')
    })

    test('reports a text under its id and file', async () => {
      await stage.source.start(heard)
      await stage.write('npc/wander.ts', 'export const a = 1')
      await textOf('npc/wander.ts', 'export const a = 1')
      expect(heard.calls.flat().find(({ id }) => id === 'npc/wander')).toMatchObject({
        file: 'npc/wander.ts',
        text: 'export const a = 1',
      })
    })

    test('reports text as it is', async () => {
      const text = '// ü 狼 😀\r\nexport const a = "\u2028"\n\n'
      await stage.source.start(heard)
      await stage.write('wander.ts', text)
      await textOf('wander.ts', text)
    })

    test('reports the last of several texts last', async () => {
      await stage.source.start(heard)
      for (let turn = 0; turn < 20; turn++)
        await stage.write('wander.ts', `export const turn = ${turn}`)
      await textOf('wander.ts', 'export const turn = 19')
    })

    test('reports each of several scripts', async () => {
      await stage.source.start(heard)
      const files = Array.from({ length: 20 }, (_, index) => `folder/script-${index}.ts`)
      for (const file of files) await stage.write(file, `// ${file}`)
      for (const file of files) await textOf(file, `// ${file}`)
    })

    test('reports that a script is removed, and that it is back', async () => {
      await stage.source.start(heard)
      await stage.write('wander.ts', 'export const a = 1')
      await textOf('wander.ts', 'export const a = 1')
      await stage.remove('wander.ts')
      await heard.until('wander is gone', () => heard.calls.flat().some(isRemoval))
      expect(heard.calls.flat().find(isRemoval)).toMatchObject({ id: 'wander', file: 'wander.ts' })
      await stage.write('wander.ts', 'export const a = 1')
      await textOf('wander.ts', 'export const a = 1')
    })

    test('is silent once it is stopped, and can be started again', async () => {
      await stage.source.start(heard)
      await stage.write('wander.ts', 'export const a = 1')
      await textOf('wander.ts', 'export const a = 1')
      await stage.source.stop()
      const before = heard.calls.length
      await stage.write('wander.ts', 'export const a = 2')

      const first = heard
      heard = record()
      await stage.source.start(heard)
      await stage.write('wander.ts', 'export const a = 3')
      await textOf('wander.ts', 'export const a = 3')
      expect(first.calls.length).toBe(before)
    })

    test('tells at a new start what has changed, come and gone since', async () => {
      await stage.source.start(heard)
      for (const file of ['changed.ts', 'gone.ts', 'same.ts']) await stage.write(file, '// 1')
      for (const file of ['changed.ts', 'gone.ts', 'same.ts']) await textOf(file, '// 1')
      await stage.source.stop()
      await stage.write('changed.ts', '// 2')
      await stage.write('npc/new.ts', '// 1')
      await stage.remove('gone.ts')

      heard = record()
      await stage.source.start(heard)
      await textOf('changed.ts', '// 2')
      await textOf('npc/new.ts', '// 1')
      await heard.until('gone is gone', () => heard.calls.flat().some(isRemoval))
      const gone = heard.calls.flat().filter(isRemoval)
      expect(new Set(gone.map(({ file }) => file))).toEqual(new Set(['gone.ts']))
    })

    test('never reports an older text after a newer one', async () => {
      const { source } = stage
      const random = new Random(SEED)
      await source.start(heard)
      const refreshes: (Promise<void> | undefined)[] = []
      for (let turn = 0; turn < 40; turn++) {
        await stage.write('wander.ts', `// ${turn}`)
        await pause(random.below(8))
        refreshes.push(source.refresh?.())
      }
      await Promise.all(refreshes)
      await textOf('wander.ts', '// 39')
      expect(turnsOf(heard, 'wander.ts')).toEqual(turnsOf(heard, 'wander.ts').sort((a, b) => a - b))
    })

    test('says nothing from the moment of a stop on, and loses nothing by it', async () => {
      const { source } = stage
      const random = new Random(SEED)
      for (let turn = 0; turn < 20; turn++) {
        const starting = source.start(heard)
        await stage.write('wander.ts', `// ${turn}`)
        await stage.write(`script-${turn}.ts`, `// ${turn}`)
        await pause(random.below(30))
        const before = heard.calls.length
        await source.stop()
        await starting
        await pause(random.below(4))
        expect(heard.calls.length).toBe(before)
      }
      await source.start(heard)
      await textOf('wander.ts', '// 19')
      for (let turn = 0; turn < 20; turn++) await textOf(`script-${turn}.ts`, `// ${turn}`)
      expect(turnsOf(heard, 'wander.ts')).toEqual(turnsOf(heard, 'wander.ts').sort((a, b) => a - b))
    })

    test('may be stopped at any time, twice and before its start', async () => {
      await stage.source.stop()
      const starting = stage.source.start(heard)
      await stage.source.stop()
      await starting
      await stage.source.stop()
      expect(stage.source.isWatching ?? false).toBe(false)
    })

    test('knows whether it watches', async () => {
      const { source } = stage
      if (source.isWatching === undefined) return
      expect(source.isWatching).toBe(false)
      await source.start(heard)
      expect(source.isWatching).toBe(true)
      await source.stop()
      expect(source.isWatching).toBe(false)
    })

    test('has reported what differed when a refresh resolves', async () => {
      const { source } = stage
      if (!source.refresh) return
      await source.start(heard)
      await stage.write('wander.ts', 'export const a = 1')
      await source.refresh()
      expect(heard.texts()).toEqual({ 'wander.ts': 'export const a = 1' })
    })
  })
}

/** What moments chance chooses is the same every time; what the system does meanwhile is not. */
const SEED = 1

/** The numbers in the texts of a file that were reported, in that order. */
function turnsOf(heard: Recording, file: string): number[] {
  const texts = heard.calls.flat().filter((change) => change.file === file && 'text' in change)
  return texts.map((change) =>
    'text' in change ? Number(change.text.slice('// '.length)) : Number.NaN,
  )
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function isRemoval(change: ScriptChange): boolean {
  return 'removed' in change
}
