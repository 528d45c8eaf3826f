// compile-times: times a compiler that works in a thread of its own, from the request to the
// answer.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { scriptText } from './script-text.ts'

export interface CompileTimes {
  /** Milliseconds from making the compiler to the first answer: start-up and one compilation. */
  readonly first: readonly number[]
  /** Milliseconds of each later compilation, of a text that the thread has not seen. */
  readonly warm: readonly number[]
  /** Milliseconds of texts that the thread has compiled before. */
  readonly known: readonly number[]
}

export interface CompilePlan {
  readonly lines: number
  readonly starts: number
  readonly warmUps: number
  readonly compilations: number
}

let edit = 0

export async function measureCompile(
  create: () => Compiler,
  { lines, starts, warmUps, compilations }: CompilePlan,
): Promise<CompileTimes> {
  const first: number[] = []
  for (let start = 0; start < starts; start++) {
    const begin = performance.now()
    const compiler = create()
    await compile(compiler, lines)
    first.push(performance.now() - begin)
    await compiler.close()
  }

  const compiler = create()
  const warm: number[] = []
  const known: number[] = []
  for (let turn = -warmUps; turn < compilations; turn++) {
    const times = [await compile(compiler, lines), await compile(compiler, lines, edit)]
    if (turn < 0) continue
    warm.push(times[0])
    known.push(times[1])
  }
  await compiler.close()
  return { first, warm, known }
}

async function compile(compiler: Compiler, lines: number, which = ++edit): Promise<number> {
  const text = scriptText(lines, which)
  const begin = performance.now()
  const result = await compiler.compile({ id: 'wander', file: 'wander.ts', text })
  const milliseconds = performance.now() - begin
  if (!result.ok) throw new Error(result.diagnostics[0]?.message)
  if (!new RegExp(`= ?${which}\\b`).test(result.module.code))
    throw new Error(`The answer is not that of edit ${which}.`)
  return milliseconds
}
