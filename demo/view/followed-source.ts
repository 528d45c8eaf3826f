// followed: lets the editor see what another source reports, so that it shows what runs.

import type { ScriptChange, Source } from 'tickswap/hotreload'

/** The same source. `follow` is called with every change before the pipeline takes it. */
export function followed(source: Source, follow: (changes: readonly ScriptChange[]) => void): Source {
  return {
    name: source.name,
    get isWatching() {
      return source.isWatching ?? true
    },
    start: (listener) =>
      source.start({
        warned: (warning) => listener.warned(warning),
        changed(changes) {
          follow(changes)
          listener.changed(changes)
        },
      }),
    stop: () => source.stop(),
    refresh: async () => source.refresh?.(),
  }
}
