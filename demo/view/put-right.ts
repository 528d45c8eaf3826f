// createPutRight: the button that takes broken texts back to what runs, or all texts back to the
// first ones.

import type { HotReload } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import { part } from './part.ts'
import type { RunningTexts } from './running-texts.ts'
import type { Story } from './story.ts'
import type { Workbench } from './workbench.ts'

/** What `createPutRight` takes. */
export interface PutRightParts {
  readonly hotReload: HotReload
  readonly running: RunningTexts
  /** The scripts as they were first. */
  readonly scripts: readonly ScriptText[]
  readonly workbench: Workbench
  readonly story: Story
}

/** Wires the button. Returns what brings it up to date. */
export function createPutRight({
  hotReload,
  running,
  scripts,
  workbench,
  story,
}: PutRightParts): () => void {
  const button = part('put-right')
  const isBroken = (id: string) =>
    hotReload.diagnostics(id).some(({ severity }) => severity === 'error')
  const anyBroken = () => workbench.texts.some(({ id }) => isBroken(id))
  const firstTexts = () => scripts.filter(({ id, text }) => workbench.editor.text(id) !== text)

  button.addEventListener('click', () => {
    const broken = workbench.texts
      .filter(({ id }) => isBroken(id))
      .map(({ id }) => ({ id, text: running.of(id) }))
    story.preface(broken.length > 0 ? 'Put right.' : 'As it was at first.')
    for (const { id, text } of broken.length > 0 ? broken : firstTexts()) workbench.write(id, text)
  })

  return () => {
    const label = anyBroken() ? 'Put it right' : 'Start over'
    if (button.textContent !== label) button.textContent = label
    button.hidden = !anyBroken() && firstTexts().length === 0
  }
}
