// The editor source: texts that the page itself hands in, such as those of an editor beside the
// game.

import type { ScriptChange, Source, SourceListener } from '../contracts/source.ts'

/** A source whose changes are handed in by calling `edit`. */
export interface EditorSource extends Source {
  /**
   * Reports one script's text, or several changes that belong together. What is handed in while the
   * source is stopped is reported at the next start, the newest of each script. `{ id, file,
   * removed: true }` takes a script out.
   *
   * @param manifest the text of the signed manifest that lists them, for a game that requires
   * signatures. It may also come by itself, with no changes, before them or after.
   */
  edit(change: ScriptChange | readonly ScriptChange[], manifest?: string): void
}

/**
 * Makes a source for an editor. Call `edit` on every keystroke if you like: the newest text wins.
 *
 * @example
 * ```ts
 * const editor = editorSource()
 * createHotReload(behaviours, { source: editor, ... })
 * editor.edit({ id: 'wander', file: 'wander.ts', text })
 * ```
 */
export function editorSource(): EditorSource {
  let listener: SourceListener | undefined
  const kept = new Map<string, ScriptChange>()
  let keptManifest: string | undefined
  return {
    name: 'editor',
    isRateLimited: false,
    start(newListener) {
      listener = newListener
      if (keptManifest !== undefined) listener.signed?.(keptManifest)
      keptManifest = undefined
      const changes = [...kept.values()]
      kept.clear()
      if (changes.length > 0) listener.changed(changes)
    },
    stop() {
      listener = undefined
    },
    edit(change, manifest) {
      const changes = 'id' in change ? [change] : change
      if (listener) {
        if (manifest !== undefined) listener.signed?.(manifest)
        listener.changed(changes)
        return
      }
      keptManifest = manifest ?? keptManifest
      for (const one of changes) kept.set(one.id, one)
    },
  }
}
