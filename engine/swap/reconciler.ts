// Reconciler: swaps the outdated entities of one script, chunk by chunk, within the frame's budget.

import type { Entity } from '../base/entity.ts'
import { CostMeter } from '../budget/cost-meter.ts'
import type { FrameBudget } from '../budget/frame-budget.ts'
import type { Thrown } from '../fault/fault.ts'
import type { Membership } from '../membership/membership.ts'
import { type Migration, migrate, planMigration } from '../version/migration.ts'
import type { Version } from '../version/version.ts'
import type { ScriptVersions } from './script-versions.ts'

/** The boundary that moves next: the one behind segment `to`, past at most `available` entities. */
interface Route {
  readonly to: number
  readonly available: number
}

/** Moves the front of one script. */
export class Reconciler {
  readonly #versions: ScriptVersions
  readonly #membership: Membership
  readonly #onThrown: (version: Version, thrown: Thrown) => boolean
  readonly #copying = new CostMeter('columns')

  /** `onThrown` returns whether to continue with the chunk after a hook threw. */
  constructor(
    versions: ScriptVersions,
    membership: Membership,
    onThrown: (version: Version, thrown: Thrown) => boolean,
  ) {
    this.#versions = versions
    this.#membership = membership
    this.#onThrown = onThrown
  }

  /** Swaps until nothing is outdated or the budget is spent. */
  run(budget: FrameBudget): void {
    if (this.#route() && !this.#copyPages(budget)) return
    for (let route = this.#route(); route && !budget.isSpent; route = this.#route()) {
      const plan = this.#planFor(route)
      const count = budget.next(plan.cost, route.available)
      if (count === 0) return
      this.#swap(plan, route, count)
      budget.swappedChunk(plan.cost, count)
    }
  }

  /** Copies a large cohort to pages before it is split. Returns whether all of it is copied. */
  #copyPages(budget: FrameBudget): boolean {
    const { cohort } = this.#versions
    while (cohort.unpaged > 0) {
      if (budget.nextTimed(this.#copying) === 0) return false
      const before = cohort.unpaged
      cohort.copyPage()
      budget.spent(this.#copying, before - cohort.unpaged)
    }
    return true
  }

  #swap(plan: Migration, { to }: Route, count: number): void {
    const { cohort } = this.#versions
    const left = cohort.segment(to + 1)
    const { start } = left
    const end = start + count
    for (const step of plan.snapshot) step(cohort.entities, start, end)
    label(this.#membership.component.version, cohort.entities, start, end, plan.to.number)
    cohort.advance(to, count)
    // They belong to the new version before its hooks run: if one throws, all roll back.
    migrate(plan, cohort.entities, start, end, (thrown) => this.#onThrown(plan.to, thrown))
    if (left.size === 0) this.#versions.tidy()
  }

  /** Entities older than the good version move to that first: a rollout needs their state on it. */
  #route(): Route | undefined {
    const { cohort, good, rollout } = this.#versions
    const { segments } = cohort
    const lastGood = segments.findLastIndex(({ version }) => version === good)
    const hasOlder = segments.some(({ size }, i) => i > lastGood && size > 0)
    const to = hasOlder ? lastGood : 0
    const from = segments[to + 1]
    if (!from || from.size === 0) return undefined
    const limit = rollout && to === 0 ? rollout.limit - cohort.segment(0).size : from.size
    return limit > 0 ? { to, available: Math.min(limit, from.size) } : undefined
  }

  #planFor({ to }: Route): Migration {
    const { cohort, good, rollout } = this.#versions
    const next = cohort.segment(to).version
    const left = cohort.segment(to + 1)
    const { version: from, migration: known } = left
    if (known?.to === next) return known
    const needsSnapshots = rollout !== undefined && to === 0 && from === good
    const shadow = needsSnapshots ? this.#versions.shadow() : undefined
    next.grow(this.#membership.capacity)
    shadow?.grow(this.#membership.capacity)
    left.migration = planMigration(from, next, shadow?.layout)
    return left.migration
  }
}

/** Stores the version number that entities run now. */
function label(
  labels: Uint32Array,
  entities: readonly Entity[],
  start: number,
  end: number,
  version: number,
): void {
  for (let i = start; i < end; i++) labels[entities[i]] = version
}
