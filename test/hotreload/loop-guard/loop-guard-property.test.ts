// Random programs do the same with and without the loop guard, and their lines stay where they
// were.

import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'
import { compileScript, guardScripts } from './guarded-script.ts'
import { randomProgram } from './random-program.ts'

const FIRST_SEED = 1
const PROGRAMS = 150

let guarded: Compiler
let plain: Compiler

beforeAll(async () => {
  guarded = nodeCompiler()
  plain = nodeCompiler(false)
})

/**
 * What a program does, if it is given this compiler's code. No time passes, so that nothing is
 * ended.
 */
async function traceOf(compiler: Compiler, text: string): Promise<unknown> {
  const scripts = guardScripts(compiler, 0)
  try {
    const { go } = await scripts.load(text)
    return scripts.run(() => go?.('a', 'b', 'c'))
  } catch (error) {
    return String(error)
  }
}

describe(`of ${PROGRAMS} random programs from seed ${FIRST_SEED} on`, () => {
  const seeds = Array.from({ length: PROGRAMS }, (_, index) => FIRST_SEED + index)

  test('each does the same with the guard', async () => {
    for (const seed of seeds) {
      const text = randomProgram(seed)
      const expected = await traceOf(plain, text)
      expect(await traceOf(guarded, text), `seed ${seed}`).toEqual(expected)
    }
  })

  test('each has its code on the lines that it had, from the source lines that it had', async () => {
    for (const seed of seeds) {
      const text = randomProgram(seed)
      const [before, after] = [await compileScript(plain, text), await compileScript(guarded, text)]
      expect(sourceLines(after), `seed ${seed}`).toEqual(sourceLines(before))
      expect(notesOf(after), `seed ${seed}`).toEqual(notesOf(before))
    }
  })
})

interface Compiled {
  readonly code: string
  readonly map: string
}

/** For each line of the code, the line of the source that its first word comes from. */
function sourceLines({ code, map }: Compiled): (number | null)[] {
  const trace = new TraceMap(map)
  return code.split('\n').map((line, index) => {
    const column = line.search(/\S/)
    return originalPositionFor(trace, { line: index + 1, column: Math.max(0, column) }).line
  })
}

/**
 * For each `note` in the code, in order, where it comes from: behind what was woven in on the same
 * line, too.
 */
function notesOf({ code, map }: Compiled): string[] {
  const trace = new TraceMap(map)
  return code.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\bnote\(\d*/g)].map((match) => {
      const position = originalPositionFor(trace, { line: index + 1, column: match.index })
      return `${match[0]} from ${position.line}:${position.column}`
    }),
  )
}
