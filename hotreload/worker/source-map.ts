// Source maps: from code that was edited after esbuild had made it, back to the script's text.

import remapping from '@jridgewell/remapping'
import type MagicString from 'magic-string'

/** The map from the edited code to the source, given the one from the code before the edits. */
export function composeMaps(edited: MagicString, map: string): string {
  return remapping(edited.generateMap({ hires: 'boundary' }).toString(), (_, { depth }) =>
    depth === 1 ? map : null,
  ).toString()
}
