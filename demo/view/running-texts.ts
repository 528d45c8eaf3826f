// createRunningTexts: the text of every script as it runs, whatever stands in the editor.

import type { HotReload } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'

/** The texts that run. */
export interface RunningTexts {
  of(id: string): string
  /** Notes a text on its way. */
  note(script: ScriptText): void
}

/** Begins with the texts that the game was started with. */
export function createRunningTexts(
  hotReload: HotReload,
  scripts: readonly ScriptText[],
): RunningTexts {
  const texts = new Map(scripts.map(({ id, text }) => [id, text]))
  const newest = new Map(texts)

  /** Helpers have no versions: what came in last runs, unless something is wrong with it. */
  hotReload.on('published', () => {
    for (const [id, text] of newest) if (hotReload.diagnostics(id).length === 0) texts.set(id, text)
  })

  return {
    of(id) {
      const { behaviours } = hotReload
      const version = behaviours.has(id) ? behaviours.inspect(id).version : undefined
      return (
        hotReload.history(id).find((kept) => kept.version === version)?.text ?? texts.get(id) ?? ''
      )
    },
    note({ id, text }) {
      newest.set(id, text)
    },
  }
}
