// Migration: everything that a swap from one version to another does, planned once for the pair.

import type { Entity } from '../base/entity.ts'
import { CostMeter } from '../budget/cost-meter.ts'
import type { Thrown } from '../fault/fault.ts'
import type { Layout } from '../state/layout.ts'
import { isLayoutChanged, schemaDifference } from '../state/schema-difference.ts'
import { convert, copy, fill, type Step } from '../state/step.ts'
import { addRequired } from './add-required.ts'
import { callEach, callState } from './script-call.ts'
import type { Version } from './version.ts'

/** A plan to move entities between two versions. Steps run per chunk, hooks per entity. */
export interface Migration {
  readonly from: Version
  readonly to: Version
  /** Copies the state to the shadow before anything else touches it, column by column. */
  readonly snapshot: readonly Step[]
  /** Fills, converts or copies what the new version does not share with the old one. */
  readonly steps: readonly Step[]
  /** Components that only the new version requires. */
  readonly requires: readonly object[]
  readonly hook: 'start' | 'migrate' | undefined
  /** The cost per entity, measured while the plan is carried out. */
  readonly cost: CostMeter
}

/** Plans the swap between two versions. `snapshots`, if given, receive the old version's state. */
export function planMigration(
  from: Version,
  to: Version,
  snapshots: Layout | undefined,
): Migration {
  const requires = to.definition.requires.filter(
    (component) => !from.definition.requires.includes(component),
  )
  const hook = hookFor(from, to)
  const cost = new CostMeter(hook || requires.length > 0 ? 'calls' : 'columns')
  return {
    from,
    to,
    snapshot: copies(from.layout, snapshots),
    steps: steps(from, to),
    requires,
    hook,
    cost,
  }
}

/**
 * Moves `entities[start]` up to, but not including, `entities[end]`. When a script throws,
 * `shouldContinue` decides whether the others are moved.
 */
export function migrate(
  plan: Migration,
  entities: readonly Entity[],
  start: number,
  end: number,
  shouldContinue: (thrown: Thrown) => boolean,
): void {
  for (const step of plan.steps) {
    const thrown = callState(() => step(entities, start, end))
    if (thrown && !shouldContinue(thrown)) return
  }
  const { context } = plan.to
  if (plan.requires.length > 0) {
    for (let i = start; i < end; i++) addRequired(context.world, entities[i], plan.requires)
  }
  if (!plan.hook) return
  context.from = plan.from.number
  context.previous = plan.from.context.state
  callEach(plan.to, plan.hook, entities, start, end, shouldContinue)
  context.previous = {}
}

function hookFor(from: Version, to: Version): Migration['hook'] {
  if (from.number === to.number) return undefined
  if (from.number === 0) return to.definition.start && 'start'
  if (!to.definition.migrate) return undefined
  return isLayoutChanged(schemaDifference(from.definition.state, to.definition.state))
    ? 'migrate'
    : undefined
}

function steps(from: Version, to: Version): readonly Step[] {
  const found: Step[] = []
  for (const [name, target] of to.layout) {
    const source = from.layout.get(name)
    const field = to.definition.state[name] ?? target.field
    if (source === target) continue
    if (!source) found.push(fill(target, field))
    else if (source.field.type === target.field.type) found.push(copy(source, target))
    else found.push(convert(source, target, field))
  }
  return found
}

function copies(from: Layout, to: Layout | undefined): readonly Step[] {
  if (!to) return []
  return Array.from(from, ([name, column]) => {
    const snapshot = to.get(name)
    return snapshot ? copy(column, snapshot) : () => {}
  })
}
