// ScriptVersions: the versions of one script, and which of them is current, good, unproven or released.

import type { Entity } from '../base/entity.ts'
import { record } from '../base/record.ts'
import { Cohort } from '../cohort/cohort.ts'
import type { Runnable } from '../define/definition.ts'
import type { Field, FieldTypes, Schema } from '../define/field.ts'
import type { Roster } from '../membership/roster.ts'
import type { Column } from '../state/column.ts'
import type { Layout } from '../state/layout.ts'
import { Rollout, type RolloutOptions } from '../version/rollout.ts'
import { shadowOf } from '../version/shadow.ts'
import { nextVersionNumber, type Version } from '../version/version.ts'
import { GoodDefinitions } from './good-definitions.ts'

/**
 * Keeps a cohort's segments and its versions consistent. What it guarantees:
 * - `current` is the version of the front segment, and all entities are swapped to it.
 * - `good` is the last committed version. During a rollout entities join on `good`, so that every
 *   entity of an unproven version has a state on `good` to return to, kept in the columns of
 *   `shadow`.
 * - Publishing, committing and withdrawing touch segments, never entities: each costs the same for
 *   one entity and for a million.
 */
export class ScriptVersions implements Roster {
  readonly cohort: Cohort
  readonly goodDefinitions = new GoodDefinitions()
  /** Every version that is not released, newest last. A shadow is released with its version. */
  readonly #versions = new Set<Version>()
  readonly #unproven = new Set<Version>()
  readonly #onReleased: (version: Version) => void
  #current: Version
  #good: Version
  #shadow: Version | undefined
  /** The snapshots of the last rollout, reused by the next to save garbage collections. */
  #spares: Column[] = []
  #firstFields: FieldTypes | undefined
  #rollout: Rollout | undefined

  constructor(first: Version, onReleased: (version: Version) => void) {
    this.cohort = new Cohort(first)
    this.#versions.add(first)
    this.#onReleased = onReleased
    this.#current = first
    this.#good = first
  }

  get current(): Version {
    return this.#current
  }

  get good(): Version {
    return this.#good
  }

  get rollout(): Rollout | undefined {
    return this.#rollout
  }

  get firstFields(): FieldTypes | undefined {
    return this.#firstFields
  }

  /** The layouts that a new version may share columns with, newest first. */
  get layouts(): readonly Layout[] {
    return Array.from(this.#versions, ({ layout }) => layout).reverse()
  }

  /** How many entities do not run the current version. */
  get outdated(): number {
    let outdated = 0
    for (const { version, size } of this.cohort.segments)
      if (version !== this.#current) outdated += size
    return outdated
  }

  /** For each resource that its versions hold, whether it is a timer. */
  get owned(): readonly (boolean | undefined)[] {
    return [...this.#versions].flatMap(({ context }) => context.own.owned)
  }

  /** How many entities run a version. */
  running(version: Version): number {
    let running = 0
    for (const segment of this.cohort.segments)
      if (segment.version === version) running += segment.size
    return running
  }

  get entities(): readonly Entity[] {
    return this.cohort.entities
  }

  get joining(): Version {
    return this.cohort.segment(this.#joinIndex).version
  }

  /** Where the snapshots of a rollout go. Made on first use. */
  shadow(): Version {
    this.#shadow ??= shadowOf(this.#good, this.#spares)
    return this.#shadow
  }

  /** Makes a version current. Without `options` it needs no rollout and is good at once. */
  publish(version: Version, options: RolloutOptions | undefined): void {
    this.#firstFields ??= fieldTypes(version.definition.state)
    this.#versions.add(version)
    this.cohort.push(version)
    this.#current = version
    if (options) {
      this.#unproven.add(version)
      this.#rollout = new Rollout(options)
    } else {
      this.#replaceGood(version)
    }
    this.tidy()
  }

  /** The current version has proven itself. All entities must run it. */
  commit(): void {
    this.#replaceGood(this.#current)
    this.tidy()
  }

  /** Whether it is the good version, or its shadow. */
  isGood(version: Version): boolean {
    return version.number === this.#good.number
  }

  isUnproven(version: Version): boolean {
    return this.#unproven.has(version)
  }

  /**
   * Withdraws an unproven version, and the unproven ones that it replaced. Their entities run the
   * good version from now on, with the state from before the swap. If it was current, the good one
   * is current again.
   */
  withdraw(version: Version): void {
    for (const unproven of this.#unproven) {
      if (unproven.number > version.number) continue
      this.cohort.reassign(unproven, this.#shadow ?? this.#good)
      this.#unproven.delete(unproven)
    }
    if (version === this.#current) {
      this.#current = this.#good
      this.#rollout = undefined
      this.cohort.push(this.#good)
    }
    this.tidy()
  }

  /** The good version exceeded its fault limit: it stops, and has to prove itself again. */
  suspend(): void {
    this.goodDefinitions.revoke(this.#good.definition)
    this.#good.suspended = true
    if (this.#shadow) this.#shadow.suspended = true
  }

  /** The number that a definition was committed under, if no version has it now; else a new one. */
  numberFor(definition: Runnable): number {
    const number = this.goodDefinitions.numberOf(definition)
    const isLive = Array.from(this.#versions).some((version) => version.number === number)
    return number === undefined || isLive ? nextVersionNumber() : number
  }

  has(entity: Entity): boolean {
    return this.cohort.has(entity)
  }

  versionOf(entity: Entity): Version {
    return this.cohort.versionOf(entity)
  }

  add(entity: Entity): void {
    this.cohort.add(entity, this.#joinIndex)
  }

  /**
   * Removes an entity, and its segment if that is empty then. The entity's values are dropped in
   * all versions, since shared columns would pass them on from version to version.
   */
  remove(entity: Entity): void {
    this.versionOf(entity).forget(entity)
    for (const version of this.#versions) version.forget(entity)
    this.#shadow?.forget(entity)
    if (this.cohort.remove(entity)) this.tidy()
  }

  grow(capacity: number): void {
    for (const version of this.#versions) version.grow(capacity)
    for (const { version } of this.cohort.segments) version.grow(capacity)
    this.#shadow?.grow(capacity)
  }

  /** Joins and drops segments, and releases versions that nothing needs any more. */
  tidy(): void {
    this.cohort.tidy(this.#good)
    for (const version of this.#versions) {
      if (version === this.#current || version === this.#good) continue
      if (this.cohort.segments.some((segment) => segment.version.number === version.number))
        continue
      this.#versions.delete(version)
      this.#unproven.delete(version)
      version.release()
      this.#onReleased(version)
    }
  }

  /** Releases everything. */
  close(): void {
    for (const version of this.#versions) version.release()
    this.#versions.clear()
  }

  /** The index of the segment that new entities join. */
  get #joinIndex(): number {
    if (!this.#rollout) return 0
    return this.cohort.segments.findLastIndex(({ version }) => version === this.#good)
  }

  #replaceGood(version: Version): void {
    this.goodDefinitions.replace(this.#good, version)
    this.#good = version
    this.#dropShadow()
    this.#rollout = undefined
    this.#unproven.clear()
  }

  #dropShadow(): void {
    const shadow = this.#shadow
    this.#shadow = undefined
    if (!shadow || this.running(shadow) > 0) return
    this.#spares = Array.from(shadow.layout.values()).filter(({ kind }) => kind === 'numeric')
  }
}

function fieldTypes(state: Schema): FieldTypes {
  const types: Record<string, Pick<Field, 'type'>> = record()
  for (const [name, { type }] of Object.entries(state)) types[name] = { type }
  return types
}
