// catalogue: every bench by name, in the order in which they run.

import type { Bench } from './harness/bench.ts'
import { cases } from './harness/vite-modules.ts'

interface Entry {
  readonly load: () => Promise<{ readonly run: Bench }>
  /**
   * What is measured apart, each in a process of its own, so that no part compiles or litters for
   * another.
   */
  readonly parts: readonly string[]
}

const whole = ['whole']

const entries = {
  'steady-state': {
    load: () => import('./steady-state.ts'),
    parts: ['10000', '100000', '1000000'],
  },
  publish: { load: () => import('./publish.ts'), parts: whole },
  reconcile: { load: () => import('./reconcile.ts'), parts: ['crowd', 'multitude'] },
  rollback: { load: () => import('./rollback.ts'), parts: ['by hand', 'by fault', 'frames'] },
  'reload-memory': { load: () => import('./reload-memory.ts'), parts: ['Node', 'Chromium'] },
  'loop-guard': {
    load: () => import('./loop-guard.ts'),
    parts: [
      'flock',
      'flee',
      'colour',
      'day',
      'one addition',
      'a call that needs no check',
      'two calls that need one',
      'trapped',
    ],
  },
  burst: { load: () => import('./burst.ts'), parts: ['native', 'wasm'] },
  graph: { load: () => import('./graph.ts'), parts: whole },
  'working-day': { load: () => import('./working-day.ts'), parts: whole },
  'edit-to-live': { load: () => import('./edit-to-live.ts'), parts: Object.keys(cases) },
  watch: { load: () => import('./watch.ts'), parts: ['latency', 'idle', 'burst', 'lost'] },
  types: { load: () => import('./types.ts'), parts: ['Node', 'Chromium'] },
  compile: {
    load: () => import('./compile.ts'),
    parts: ['Chromium', 'Node, esbuild-wasm', 'Node, native esbuild'],
  },
} as const satisfies Record<string, Entry>

export type BenchName = keyof typeof entries

export const catalogue: Readonly<Record<BenchName, Entry>> = entries

export const benchNames: readonly string[] = Object.keys(catalogue)

export function isBenchName(name: string): name is BenchName {
  return Object.hasOwn(catalogue, name)
}
