// Problems: the diagnostics that are active now, and the rejected texts, which stay pending for
// another try.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Edit, EditedScript } from './edit.ts'

/** Texts that were rejected together and can only go live together. */
export interface PendingGroup {
  /**
   * What each text compiled to, or that the script was removed; undefined if it did not compile.
   */
  readonly members: ReadonlyMap<string, EditedScript | undefined>
  /** Scripts that need another text before the group is worth a try. */
  readonly blockedBy: ReadonlySet<string>
  /** Why it was rejected. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Pending texts and warnings. Saving an importer before the module it needs, or checking out a
 * branch file by file, is no mistake: as soon as the rest is there, all of it goes live.
 */
export class Problems {
  #groups: PendingGroup[] = []
  readonly #warnings = new Map<string, readonly Diagnostic[]>()
  /** About the versions that run, whatever the newest texts say. */
  readonly #notes = new Map<string, Diagnostic>()
  readonly #types = new Map<string, readonly Diagnostic[]>()

  /** Whether the newest text of `id` was rejected. */
  isPending(id: string): boolean {
    return this.#groups.some(({ members }) => members.has(id))
  }

  /** The scripts whose newest text was rejected. */
  get pendingIds(): readonly string[] {
    return this.#groups.flatMap(({ members }) => [...members.keys()])
  }

  /** The newest text of a script that was rejected, as far as it compiled. */
  pendingText(id: string): EditedScript | undefined {
    return this.#groups.findLast(({ members }) => members.has(id))?.members.get(id)
  }

  /** Keeps a group for another try, in the place of `former` if it was pending before. */
  addPending(group: PendingGroup, former?: PendingGroup): void {
    this.#groups = [...this.#groups.filter((pending) => pending !== former), group]
  }

  /** Drops groups that went live. */
  removePending(groups: readonly PendingGroup[]): void {
    this.#groups = this.#groups.filter((pending) => !groups.includes(pending))
  }

  /**
   * Newer texts came: drops the older ones, and unblocks the groups that waited for one of them.
   */
  supersede(ids: ReadonlySet<string>): void {
    const groups = this.#groups.map(({ members, blockedBy, diagnostics }) => ({
      members: new Map([...members].filter(([id]) => !ids.has(id))),
      blockedBy: new Set([...blockedBy].filter((id) => !ids.has(id))),
      diagnostics: diagnostics.filter(({ script }) => !ids.has(script)),
    }))
    this.#groups = groups.filter(({ members }) => members.size > 0)
  }

  /** The groups that are worth a try. */
  retryable(): readonly PendingGroup[] {
    return this.#groups.filter(({ blockedBy }) => blockedBy.size === 0)
  }

  /** Why the texts of some scripts are pending. */
  diagnosticsOf(ids: readonly string[]): readonly Diagnostic[] {
    const groups = this.#groups.filter(({ members }) => ids.some((id) => members.has(id)))
    return groups.flatMap(({ diagnostics }) => diagnostics)
  }

  /** Replaces the warnings about a script. */
  warn(id: string, warnings: readonly Diagnostic[]): void {
    this.#warnings.set(id, warnings)
  }

  /** Replaces what the type checker found in a script that is not pending for it. */
  setTypes(id: string, diagnostics: readonly Diagnostic[]): void {
    this.#types.set(id, diagnostics)
  }

  /** What the type checker found in a script. */
  typesOf(id: string): readonly Diagnostic[] {
    return this.#types.get(id) ?? []
  }

  /** Replaces the note about the version of a script that runs. */
  note(diagnostic: Diagnostic): void {
    this.#notes.set(diagnostic.script, diagnostic)
  }

  /** The running version of a script is fine again. */
  clearNote(id: string): void {
    this.#notes.delete(id)
  }

  /**
   * Modules went live. One may be pending: a fault can come while the module is under way again.
   */
  published(modules: ReadonlyMap<string, CompiledModule | undefined>): void {
    for (const id of this.#notes.keys()) if (modules.has(id)) this.clearNote(id)
    this.#groups = this.#groups.filter(({ members }) => {
      const [[id, module] = []] = members
      return (
        members.size !== 1 || id === undefined || module === undefined || modules.get(id) !== module
      )
    })
  }

  /** Drops what the faults of a script left. */
  clearFaults(id: string): void {
    this.clearNote(id)
    this.#groups = this.#groups.filter(({ members, diagnostics }) => {
      return !members.has(id) || diagnostics.some(({ stage }) => stage !== 'run')
    })
  }

  /** Every active diagnostic. */
  active(): readonly Diagnostic[] {
    const pending = this.#groups.flatMap(({ diagnostics }) => diagnostics)
    const warnings = [...this.#warnings.values(), ...this.#types.values()].flat()
    return [...pending, ...warnings, ...this.#notes.values()]
  }
}

/** What several groups would make live. None of them may have a text that did not compile. */
export function editOf(groups: readonly PendingGroup[]): Edit {
  const edit = new Map<string, EditedScript>()
  for (const { members } of groups) {
    for (const [id, edited] of members) if (edited) edit.set(id, edited)
  }
  return edit
}
