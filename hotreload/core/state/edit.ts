// Edit: what a batch of texts comes to once it is compiled: new modules, and removed scripts.

import type { CompiledModule, CompileResult } from '../contracts/compiler.ts'
import type { ScriptRemoval } from '../contracts/source.ts'

/** What compiling a batch came to, by script id; a removed script needs no compiling. */
export type CompileResults = ReadonlyMap<string, CompileResult | ScriptRemoval>

/** A script whose new text is compiled, or one that is removed. */
export type EditedScript = CompiledModule | ScriptRemoval

/** By script id. It goes live whole or not at all. */
export type Edit = ReadonlyMap<string, EditedScript>

export const NO_EDIT: Edit = new Map()

/** The compiled module of an edited script; undefined for one that is removed, or not edited. */
export function newModule(edit: Edit, id: string): CompiledModule | undefined {
  const edited = edit.get(id)
  return edited && 'code' in edited ? edited : undefined
}

/** Whether the edit removes a script. */
export function isRemoved(edit: Edit, id: string): boolean {
  const edited = edit.get(id)
  return edited !== undefined && 'removed' in edited
}

/** The scripts that an edit removes. */
export function removedIn(edit: Edit): readonly string[] {
  return [...edit.keys()].filter((id) => isRemoved(edit, id))
}

/** The compiled modules of an edit. */
export function modulesIn(edit: Edit): readonly CompiledModule[] {
  return [...edit.values()].flatMap((edited) => ('code' in edited ? edited : []))
}
