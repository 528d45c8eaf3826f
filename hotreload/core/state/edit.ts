// Edit: what a batch comes to once its texts are compiled: modules that are new, and scripts that are gone.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { ScriptRemoval } from '../contracts/source.ts'

/** A script whose new text is compiled, or one that is gone. */
export type EditedScript = CompiledModule | ScriptRemoval

/** By script id. It goes live whole or not at all. */
export type Edit = ReadonlyMap<string, EditedScript>

export const NO_EDIT: Edit = new Map()

/** The compiled module of an edited script; undefined for one that is gone, or not edited. */
export function newModule(edit: Edit, id: string): CompiledModule | undefined {
  const edited = edit.get(id)
  return edited && 'code' in edited ? edited : undefined
}

/** Whether the edit takes a script out. */
export function isGone(edit: Edit, id: string): boolean {
  const edited = edit.get(id)
  return edited !== undefined && 'removed' in edited
}

/** The scripts that an edit takes out. */
export function goneIn(edit: Edit): readonly string[] {
  return [...edit.keys()].filter((id) => isGone(edit, id))
}

/** The compiled modules of an edit. */
export function modulesIn(edit: Edit): readonly CompiledModule[] {
  return [...edit.values()].flatMap((edited) => ('code' in edited ? edited : []))
}
