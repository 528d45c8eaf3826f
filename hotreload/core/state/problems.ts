// Problems: what stands against the newest texts, and the rejected texts, kept for another chance.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Edit, EditedScript } from './edit.ts'

/** Texts that were rejected together and can only go live together. */
export interface HeldGroup {
  /** What each text was compiled to, or that the script is gone; undefined for a text that did not compile. */
  readonly members: ReadonlyMap<string, EditedScript | undefined>
  /** Scripts that need another text before the group is worth a try. */
  readonly blockedBy: ReadonlySet<string>
  /** Why it was rejected. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The rejected texts and the warnings. Someone who saves an importer before the module it needs, or checks out a branch file by
 * file, has done nothing wrong: as soon as the rest is there, all of it goes live.
 */
export class Problems {
  #groups: HeldGroup[] = []
  readonly #warnings = new Map<string, readonly Diagnostic[]>()
  /** What stands against the versions that run, whatever the newest texts say. */
  readonly #notes = new Map<string, Diagnostic>()
  readonly #types = new Map<string, readonly Diagnostic[]>()

  /** Whether the newest text of `id` was rejected. */
  isHeld(id: string): boolean {
    return this.#groups.some(({ members }) => members.has(id))
  }

  /** The scripts whose newest text was rejected. */
  get heldIds(): readonly string[] {
    return this.#groups.flatMap(({ members }) => [...members.keys()])
  }

  /** Keeps a group, in the place of `former` if it was held before. */
  hold(group: HeldGroup, former?: HeldGroup): void {
    this.#groups = [...this.#groups.filter((held) => held !== former), group]
  }

  /** Newer texts came: the older ones are forgotten, and what waited for one of them may be tried. */
  overtake(ids: ReadonlySet<string>): void {
    const groups = this.#groups.map(({ members, blockedBy, diagnostics }) => ({
      members: new Map([...members].filter(([id]) => !ids.has(id))),
      blockedBy: new Set([...blockedBy].filter((id) => !ids.has(id))),
      diagnostics: diagnostics.filter(({ script }) => !ids.has(script)),
    }))
    this.#groups = groups.filter(({ members }) => members.size > 0)
  }

  /** The groups that are worth a try. */
  candidates(): readonly HeldGroup[] {
    return this.#groups.filter(({ blockedBy }) => blockedBy.size === 0)
  }

  /** Forgets groups that went live. */
  release(groups: readonly HeldGroup[]): void {
    this.#groups = this.#groups.filter((held) => !groups.includes(held))
  }

  /** The newest text of a script that was rejected, as far as it compiled. */
  heldText(id: string): EditedScript | undefined {
    return this.#groups.findLast(({ members }) => members.has(id))?.members.get(id)
  }

  /** Why the texts of some scripts are held back. */
  against(ids: readonly string[]): readonly Diagnostic[] {
    const groups = this.#groups.filter(({ members }) => ids.some((id) => members.has(id)))
    return groups.flatMap(({ diagnostics }) => diagnostics)
  }

  /** Replaces the warnings about a script. */
  warn(id: string, warnings: readonly Diagnostic[]): void {
    this.#warnings.set(id, warnings)
  }

  /** Replaces what the type checker has to say of a script that is not held back for it. */
  type(id: string, diagnostics: readonly Diagnostic[]): void {
    this.#types.set(id, diagnostics)
  }

  /** What the type checker has said of a script. */
  typesOf(id: string): readonly Diagnostic[] {
    return this.#types.get(id) ?? []
  }

  /** Says something about the version of a script that runs, in the place of what was said before. */
  note(diagnostic: Diagnostic): void {
    this.#notes.set(diagnostic.script, diagnostic)
  }

  /** The running version of a script gives no cause for concern any more. */
  clearNote(id: string): void {
    this.#notes.delete(id)
  }

  /** Modules went live. One may be what was held back: a fault can come while the module is on its way again. */
  published(modules: ReadonlyMap<string, CompiledModule | undefined>): void {
    for (const id of this.#notes.keys()) if (modules.has(id)) this.clearNote(id)
    this.#groups = this.#groups.filter(({ members }) => {
      const [[id, module] = []] = members
      return (
        members.size !== 1 || id === undefined || module === undefined || modules.get(id) !== module
      )
    })
  }

  /** What its faults said against a script counts no more. */
  forgive(id: string): void {
    this.clearNote(id)
    this.#groups = this.#groups.filter(({ members, diagnostics }) => {
      return !members.has(id) || diagnostics.some(({ stage }) => stage !== 'run')
    })
  }

  /** Every problem that stands. */
  standing(): readonly Diagnostic[] {
    const held = this.#groups.flatMap(({ diagnostics }) => diagnostics)
    const beside = [...this.#warnings.values(), ...this.#types.values()].flat()
    return [...held, ...beside, ...this.#notes.values()]
  }
}

/** What several groups would make live. None of them may have a text that did not compile. */
export function editOf(groups: readonly HeldGroup[]): Edit {
  const edit = new Map<string, EditedScript>()
  for (const { members } of groups) {
    for (const [id, edited] of members) if (edited) edit.set(id, edited)
  }
  return edit
}
