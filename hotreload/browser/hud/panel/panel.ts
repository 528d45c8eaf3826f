// Panel: the open HUD: problems, frames, scripts and rollbacks, updated a few times a second.

import type { HotReload } from 'tickswap/hotreload'
import { button, element, setAttribute, setText } from '../elements/element.ts'
import { FrameGraph } from '../frames/frame-graph.ts'
import type { FrameTimes } from '../frames/frame-times.ts'
import { RollbackLog } from '../history/rollback-log.ts'
import type { EditorOpener } from '../problems/editor-opener.ts'
import { ProblemSection } from '../problems/problem-section.ts'
import type { Snapshot } from '../scripts/health.ts'
import { ScriptSection } from '../scripts/script-section.ts'

/** Unique in the shadow tree, which is enough. */
export const PANEL_ID = 'panel'

/** What the panel needs of the HUD. */
interface PanelOptions {
  readonly hot: HotReload
  readonly times: FrameTimes
  readonly openEditor: EditorOpener | undefined
  readonly onClose: () => void
}

/** A dialog that is not modal: the game keeps its input. */
export class Panel {
  readonly element: HTMLElement
  readonly #hot: HotReload
  readonly #sentence = element('p', { class: 'sentence' })
  readonly #graph: FrameGraph
  readonly #problems: ProblemSection
  readonly #scripts: ScriptSection
  readonly #rollbacks = new RollbackLog()

  constructor({ hot, times, openEditor, onClose }: PanelOptions) {
    this.#hot = hot
    this.#graph = new FrameGraph(times)
    this.#problems = new ProblemSection(openEditor)
    this.#scripts = new ScriptSection(hot)
    this.element = element(
      'section',
      {
        class: 'panel',
        id: PANEL_ID,
        role: 'dialog',
        'aria-label': 'Hot reload',
        tabindex: '-1',
        hidden: true,
      },
      element(
        'header',
        {},
        element('span', { class: 'sign' }),
        this.#sentence,
        button({ class: 'icon', 'aria-label': 'Close' }, onClose),
      ),
      element(
        'div',
        { class: 'body', tabindex: '-1' },
        this.#problems.element,
        this.#graph.element,
        this.#scripts.element,
        this.#rollbacks.element,
      ),
    )
  }

  /** Draws the frames again. */
  draw(): void {
    this.#graph.draw()
  }

  update({ reports, problems, health }: Snapshot): void {
    setAttribute(this.element, 'data-tone', health.tone)
    setText(this.#sentence, health.sentence)
    this.#graph.update(this.#hot.behaviours.budget)
    this.#problems.update(problems)
    this.#scripts.update(
      reports.map((report) => ({
        report,
        problems: problems.filter(({ script }) => script === report.id).length,
      })),
    )
    this.#rollbacks.update(this.#hot.rollbacks())
  }

  close(): void {
    this.#graph.close()
  }
}
