// Health: the state of all scripts, in a word and a colour, for the pill and the panel's header.

import type { ScriptReport } from 'tickswap'
import type { Diagnostic, HotReload } from 'tickswap/hotreload'

/** The worst state of any script, and the progress of rollouts. */
export interface Health {
  readonly tone: 'fine' | 'rolling' | 'error'
  /** `v12`, `v13 43 %`, `2 errors`. */
  readonly brief: string
  /** The same in a sentence. */
  readonly sentence: string
}

/** The state of all scripts at one moment. */
export interface Snapshot {
  readonly reports: readonly ScriptReport[]
  readonly problems: readonly Diagnostic[]
  readonly health: Health
}

/** The state of all scripts now. */
export function snapshotOf(hot: HotReload): Snapshot {
  const reports = hot.behaviours.inspect()
  const problems = hot.diagnostics()
  return { reports, problems, health: healthOf(reports, problems) }
}

/** Sums up all scripts and the current problems. */
function healthOf(reports: readonly ScriptReport[], problems: readonly Diagnostic[]): Health {
  const newest = `v${Math.max(0, ...reports.map(({ version }) => version))}`
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return failing(errors)
  const suspended = reports.find(({ phase }) => phase === 'suspended')
  if (suspended) return stopped('error', suspended)
  const rolling = reports.filter(isRolling)
  if (rolling.length > 0) return rollingOut(newest, rolling)
  const waiting = reports.find(({ phase }) => phase === 'waiting')
  if (waiting) return stopped('rolling', waiting)
  return { tone: 'fine', brief: newest, sentence: 'Every script runs its newest version.' }
}

/** Whether a version of the script is unproven. */
export function isRolling({ phase }: ScriptReport): boolean {
  return phase === 'canary' || phase === 'rolling' || phase === 'probation'
}

/** The part of the entities that run the current version, from 0 to 1. */
export function partDone(reports: readonly ScriptReport[]): number {
  const entities = reports.reduce((sum, report) => sum + report.entities, 0)
  const outdated = reports.reduce((sum, report) => sum + report.outdated, 0)
  return entities === 0 ? 1 : (entities - outdated) / entities
}

function failing(errors: readonly Diagnostic[]): Health {
  const ids = new Set(errors.map(({ script }) => script))
  const brief = errors.length === 1 ? '1 error' : `${errors.length} errors`
  return { tone: 'error', brief, sentence: `${brief} in ${[...ids].join(', ')}.` }
}

function stopped(tone: Health['tone'], { id, phase }: ScriptReport): Health {
  return { tone, brief: phase, sentence: `${id} is ${phase}.` }
}

function rollingOut(newest: string, rolling: readonly ScriptReport[]): Health {
  const ids = rolling.map(({ id }) => id).join(', ')
  const percent = Math.floor(partDone(rolling) * 100)
  const isSwapped = percent === 100
  return {
    tone: 'rolling',
    brief: isSwapped ? `${newest} on probation` : `${newest} ${percent} %`,
    sentence: isSwapped
      ? `${ids}: on probation.`
      : `${ids}: ${percent} % of the entities are swapped.`,
  }
}
