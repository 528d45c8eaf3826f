// Threads without a compiler, whose answers and crashes the test decides.

import type { CompileRequest, CompileResult, StartThread } from 'tickswap/hotreload/adapters'

export interface ScriptedThread {
  /** The ids of what it was asked to compile, in order. */
  readonly asked: string[]
  /** Answers the question under way. */
  answer(): void
  /** Rejects it. */
  fail(error: Error): void
  /** Dies by itself. */
  die(error: Error): void
  isEnded: boolean
}

export interface ScriptedThreads {
  readonly start: StartThread
  /** All that were started, the oldest first. */
  readonly started: ScriptedThread[]
  /** The newest. */
  newest(): ScriptedThread
}

/** Makes threads. `canStart` decides whether the next one starts. */
export function scriptedThreads(canStart: () => boolean = () => true): ScriptedThreads {
  const started: ScriptedThread[] = []
  return {
    started,
    newest() {
      const thread = started.at(-1)
      if (!thread) throw new Error('No thread was started.')
      return thread
    },
    start(onDeath) {
      if (!canStart()) throw new Error('No thread can be started.')
      let settle = { answer: () => {}, fail: (_: Error) => {} }
      const thread: ScriptedThread = {
        asked: [],
        answer: () => settle.answer(),
        fail: (error) => settle.fail(error),
        die: onDeath,
        isEnded: false,
      }
      started.push(thread)
      const ask = <Answer>(answer: Answer) =>
        new Promise<Answer>((resolve, reject) => {
          settle = { answer: () => resolve(answer), fail: reject }
        })
      return {
        service: {
          compile(request) {
            thread.asked.push(request.id)
            return ask(resultOf(request))
          },
          warmUp() {
            thread.asked.push('(warm up)')
            return ask(undefined)
          },
        },
        end() {
          thread.isEnded = true
        },
      }
    },
  }
}

export function requestOf(id: string, text = ''): CompileRequest {
  return { id, file: `${id}.ts`, text }
}

/** What a thread answers: a module whose code is the text. */
export function resultOf(request: CompileRequest): CompileResult {
  const module = { ...request, hash: '', code: request.text, map: '', imports: [], exports: [] }
  return { ok: true, module, diagnostics: [] }
}
