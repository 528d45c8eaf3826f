// createWorkshop: what edits by a click work with: the text that runs, and the ways to change it.

import type { HotReload } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import type { Workshop } from '../breaks/break.ts'
import type { Game } from '../sim/game.ts'
import type { RunningTexts } from './running-texts.ts'
import type { Story } from './story.ts'
import type { Witness } from './witness.ts'
import type { Workbench } from './workbench.ts'

/** What `createWorkshop` takes. */
export interface WorkshopParts {
  readonly game: Game
  readonly hotReload: HotReload
  readonly witness: Witness
  readonly running: RunningTexts
  /** The scripts as they were first. */
  readonly scripts: readonly ScriptText[]
  readonly story: Story
  readonly workbench: Workbench
  report(changes: readonly ScriptText[]): void
}

export function createWorkshop(parts: WorkshopParts): Workshop {
  const { game, hotReload, witness, running, scripts, story, workbench, report } = parts
  const runningNow = () =>
    workbench.texts.map(({ id, file }) => ({ id, file, text: running.of(id) }))
  return {
    game,
    witness,
    get running() {
      return runningNow()
    },
    edit(id, edit) {
      const text = running.of(id)
      const first = scripts.find((script) => script.id === id)?.text ?? text
      const changed = edit(text)
      workbench.write(id, changed === text ? edit(first) : changed)
    },
    report: (change) => report([change]),
    async settled() {
      await hotReload.settled()
      workbench.follow(runningNow())
    },
    preface: story.preface,
    tell: (sentence) => story.tell(sentence, 'good'),
  }
}
