// A guarded script, compiled for real, on a clock that moves on with every look at it.

import {
  type CompiledModule,
  type Compiler,
  LOOP_GUARD_SPECIFIER,
} from 'tickswap/hotreload/adapters'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { createLoopGuard } from '#hotreload/core/loop-guard/loop-guard'
import { RunLimit } from '#hotreload/core/loop-guard/run-limit'

/** Scripts that share one guard, whose time is stepped. */
export interface GuardedScripts {
  /** The clock, to set its limit and to switch it off. */
  readonly clock: RunLimit
  /** Lets time pass outside of scripts. */
  wait(milliseconds: number): void
  /** Compiles and evaluates a script; what it `require`s are the exports of those before it. */
  load(text: string, file?: string): Promise<Record<string, (...values: unknown[]) => unknown>>
  /** Calls a function as the engine calls a hook: in a run of its own. */
  run<Result>(call: () => Result): Result
}

/** With each look at the clock, `step` milliseconds have passed. */
export function guardScripts(compiler: Compiler, step = 0.5): GuardedScripts {
  let now = 0
  let run = 0
  const clock = new RunLimit({ now: () => (now += step), run: () => run })
  const guard = createLoopGuard(clock)
  const loaded = new Map<string, unknown>()
  return {
    clock,
    wait(milliseconds) {
      now += milliseconds
    },
    async load(text, file = 'wander.ts') {
      const module = await compileScript(compiler, text, file)
      const load = await nodeEvaluator().load(module)
      const record = { exports: {} }
      load(record, record.exports, (specifier) =>
        specifier === LOOP_GUARD_SPECIFIER ? guard(module) : loaded.get(specifier),
      )
      loaded.set(`./${module.id}`, record.exports)
      return record.exports
    },
    run(call) {
      run += 1
      return call()
    },
  }
}

/** The module that a script compiles to. */
export async function compileScript(
  compiler: Compiler,
  text: string,
  file = 'wander.ts',
): Promise<CompiledModule> {
  const result = await compiler.compile({ id: file.replace(/\.ts$/, ''), file, text })
  if (!result.ok) throw new Error(result.diagnostics[0]?.message)
  return result.module
}

/** What a function throws. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('It threw nothing.')
}
