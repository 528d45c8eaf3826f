// What every source of a folder must withstand: files that are none of its scripts, whatever they
// are called and wherever they lead. Each adapter runs this suite over its own.

import { scriptIdProblem } from 'tickswap/hotreload/adapters'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SourceStage } from '../hotreload/source/source-conformance.ts'
import { type Recording, record } from '../hotreload/watch/recording.ts'
import { harmlessIds, hostileIds } from './corpus/hostile-paths.ts'

/** What no source may report the text of. */
export const MARK = 'open sesame'

/** A folder, in which somebody else than its user can put things. */
export interface HostileStage extends SourceStage {
  /** Links, pipes and the like, whose names are those of scripts. None of them is one. */
  readonly plant?: () => void | Promise<void>
}

const BYTES_OF_A_NAME = 255

/** Files that a folder can hold, though their names are no ids. */
const hostileFiles = hostileIds
  .map((id) => `${id}.ts`)
  .filter((file) => isWritable(file))
  .filter((file) => file.normalize('NFC') === file)

/** Files of scripts with odd names. */
const harmlessFiles = harmlessIds
  .filter((id) => !id.includes('/') && !id.includes('node_modules'))
  // On a file system that ignores case, one of several.
  .filter((id) => id.toLowerCase() === id)
  .map((id) => `${id}.ts`)

function isWritable(file: string): boolean {
  const isPath = file.includes('/') || file.startsWith('.') || file.includes('\0')
  return !isPath && new TextEncoder().encode(file).length <= BYTES_OF_A_NAME
}

/** Describes what a source makes of hostile files. */
export function describeSourceSafety(
  name: string,
  createStage: () => HostileStage | Promise<HostileStage>,
): void {
  describe(`the ${name} source, among hostile files,`, () => {
    let stage: HostileStage
    let heard: Recording
    let turns = 0

    beforeEach(async () => {
      stage = await createStage()
      heard = record()
    })

    afterEach(async () => {
      await stage.source.stop()
      await stage.close()
    })

    /** The next good edit is reported. */
    async function expectNextEdit(): Promise<void> {
      turns += 1
      const text = `// turn ${turns}`
      await stage.write('good.ts', text)
      await heard.until(`good.ts is ${text}`, () => heard.texts()['good.ts'] === text)
    }

    function expectNothingHad(): void {
      const reported = heard.calls.flat()
      expect(reported.filter((change) => 'text' in change && change.text.includes(MARK))).toEqual(
        [],
      )
      const taken = reported.filter((change) => 'text' in change)
      expect(taken.filter(({ id }) => scriptIdProblem(id) !== undefined)).toEqual([])
    }

    /** Browsers refuse some of these names themselves. */
    async function plantNames(): Promise<void> {
      for (const file of hostileFiles)
        await Promise.resolve(stage.write(file, `// ${MARK}`)).catch(() => {})
    }

    test('reports none by its name, and goes on', async () => {
      await stage.source.start(heard)
      await expectNextEdit()
      await plantNames()
      await expectNextEdit()
      await stage.source.refresh?.()
      await expectNextEdit()
      expectNothingHad()
    })

    test('reports none that was there before it, and goes on', async () => {
      await plantNames()
      await stage.plant?.()
      await stage.source.start(heard)
      await expectNextEdit()
      expectNothingHad()
    })

    test('reports none that is a link, a pipe or a folder, and goes on', async () => {
      await stage.source.start(heard)
      await expectNextEdit()
      await stage.plant?.()
      await expectNextEdit()
      await stage.source.refresh?.()
      await expectNextEdit()
      expectNothingHad()
    })

    test('reports scripts with odd names', async () => {
      await stage.source.start(heard)
      for (const file of harmlessFiles) await stage.write(file, `// ${file.length}`)
      for (const file of harmlessFiles)
        await heard.until(`${file} is there`, () => file in heard.texts())
    })
  })
}
