// createWorkbench: tabs, editor and problems, kept in step with the hot reload.

import type { Behaviours } from 'tickswap'
import type { Diagnostic, HotReload, SourceLocation } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import { createEditor, type Editor } from './editor.ts'
import { part } from './part.ts'
import { createProblemList } from './problem-list.ts'
import { createTabs, type TabState } from './tabs.ts'

/** What `createWorkbench` takes. */
export interface WorkbenchOptions {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  readonly scripts: readonly ScriptText[]
  /** Whether an edit is taken when typing pauses. */
  isLive(): boolean
  /** Texts that were changed. */
  report(changes: readonly ScriptText[]): void
}

/** The panel beside the picture. */
export interface Workbench {
  readonly editor: Editor
  /** Every script as it stands in the editor. */
  readonly texts: readonly ScriptText[]
  /** Writes a text into the editor, shows it and hands it over at once. */
  write(id: string, text: string): void
  /** Takes over what came from outside, such as from a file. */
  follow(changes: readonly ScriptText[]): void
  /** Opens a place in the editor. */
  reveal(place: Pick<SourceLocation, 'file' | 'line' | 'column'>): void
  /** Shows versions and rollouts as they are now. */
  update(): void
}

/** Fills the panel of the page. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { behaviours, hotReload, scripts, isLive, report } = options
  const files = new Map<string, string>()
  const editor = createEditor({ parent: part('editor'), scripts, isLive, report })
  const tabs = createTabs(part('tabs'), show)
  const list = createProblemList(part('problems'), revealProblem)

  function add({ id, file }: ScriptText): void {
    if (!files.has(id)) tabs.add(id)
    files.set(id, file)
  }

  function show(id: string): void {
    editor.show(id)
    tabs.select(id)
  }

  function reveal({ file, line, column }: Pick<SourceLocation, 'file' | 'line' | 'column'>): void {
    const [id] = [...files].find((entry) => entry[1] === file) ?? []
    if (id === undefined) return
    editor.reveal(id, line, column)
    tabs.select(id)
  }

  /** The place may lie in a helper of the script that the problem belongs to. */
  function revealProblem({ script, location }: Diagnostic): void {
    reveal(location ?? { file: files.get(script) ?? '', line: 1, column: 1 })
  }

  function update(): void {
    for (const id of files.keys()) tabs.update(id, tabState(id, behaviours, hotReload))
  }

  function review(): void {
    const problems = hotReload.diagnostics()
    editor.mark(problems)
    list(problems)
    update()
  }

  for (const script of scripts) add(script)
  for (const event of [
    'published',
    'unchanged',
    'rejected',
    'faulted',
    'removed',
    'rolledBack',
    'checked',
  ] as const) {
    hotReload.on(event, review)
  }
  show(editor.shown)
  update()
  return {
    editor,
    get texts() {
      return [...files].map(([id, file]) => ({ id, file, text: editor.text(id) }))
    },
    write(id, text) {
      show(id)
      editor.write(id, text)
    },
    follow(changes) {
      for (const change of changes) {
        editor.follow(change)
        add(change)
      }
    },
    reveal,
    update,
  }
}

/** A script without a report is a helper that others import. */
function tabState(id: string, behaviours: Behaviours, hotReload: HotReload): TabState {
  const broken = hotReload.diagnostics(id).length > 0
  if (!behaviours.has(id)) return { broken, outdated: 0 }
  const { version, outdated, entities } = behaviours.inspect(id)
  return { broken, version, outdated: outdated / Math.max(1, entities) }
}
