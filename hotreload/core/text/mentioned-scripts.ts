// Mentioned scripts: which scripts a text may import types from. Compiled code has no such imports.

import type { CompiledModule } from '../contracts/compiler.ts'
import { specifierCandidates } from './specifier.ts'

const imported = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g

/** The ids of all scripts that a module may import, there or not; also those in comments. */
export function mentionedScripts({ id, text, imports }: CompiledModule): readonly string[] {
  const specifiers = Array.from(text.matchAll(imported), ([, , specifier = '']) => specifier)
  const addressed = imports.flatMap(({ address }) => (address?.kind === 'script' ? address.id : []))
  return [
    ...addressed,
    ...specifiers.flatMap((specifier) => specifierCandidates(id, specifier).scripts),
  ]
}
