// createWorkbench: tabs, editor, messages and example edits, kept in step with the hot reload.

import type { Behaviours, Fault } from 'tickswap'
import type { Diagnostic, HotReload, ScriptText } from 'tickswap/hotreload'
import type { Example } from '../examples.ts'
import { createEditor, type Editor } from './editor.ts'
import { addExampleChips } from './example-chips.ts'
import { createMessages } from './messages.ts'
import { part } from './part.ts'
import { createTabs, type TabState } from './tabs.ts'

const GREETING = 'Change a number and watch. Ctrl+S or ⌘S takes an edit at once.'

/** What `createWorkbench` takes. */
export interface WorkbenchOptions {
  readonly behaviours: Behaviours
  readonly hotReload: HotReload
  readonly scripts: readonly ScriptText[]
  readonly examples: readonly Example[]
  /** Texts that were changed. */
  report(changes: readonly ScriptText[]): void
}

/** The panel beside the picture. */
export interface Workbench {
  readonly editor: Editor
  /** Shows versions and rollouts as they are now. */
  update(): void
}

/** Fills the panel of the page. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { behaviours, hotReload, scripts } = options
  const ids = scripts.map(({ id }) => id)
  const first = new Map(scripts.map(({ id, text }) => [id, text]))
  const editor = createEditor({ parent: part('editor'), scripts, report: options.report })
  const tabs = createTabs(part('tabs'), ids, show)
  const messages = createMessages(part('messages'), reveal)

  /** The place may lie in a helper of the script that the problem belongs to. */
  function reveal({ script, location }: Diagnostic): void {
    const id = scripts.find(({ file }) => file === location?.file)?.id ?? script
    editor.reveal(id, location?.line ?? 1, location?.column ?? 1)
    tabs.select(id)
  }

  function show(id: string): void {
    editor.show(id)
    tabs.select(id)
  }

  function write(id: string, text: string): void {
    show(id)
    editor.write(id, text)
  }

  function update(): void {
    for (const id of ids) tabs.update(id, tabState(id, behaviours, hotReload))
  }

  /** What the last example shows, until something happened. */
  let hint = ''

  function review(sentence: string, tone: 'calm' | 'bad' = 'calm'): void {
    const problems = hotReload.diagnostics()
    editor.mark(problems)
    messages.list(problems)
    messages.tell(`${hint} ${sentence}`.trim(), tone)
    if (hint && problems[0]) reveal(problems[0])
    hint = ''
    update()
  }

  hotReload.on('published', ({ versions, milliseconds }) => {
    const named = Object.entries(versions).map(([id, version]) => `${id} v${version}`)
    review(`Live after ${Math.round(milliseconds)} ms: ${named.join(', ')}.`)
  })
  hotReload.on('unchanged', () => review('Nothing to do: the code is the one that runs.'))
  hotReload.on('rejected', () => review('What ran before goes on until this is fixed.'))
  hotReload.on('failed', ({ error }) => messages.tell(`The compiler failed: ${String(error)}`, 'bad'))
  hotReload.on('faulted', ({ fault }) => review(consequence(fault), 'bad'))

  addExampleChips(part('examples'), options.examples, (example) => {
    hint = example.hint
    write(example.script, example.edit(first.get(example.script) ?? ''))
  })
  part('reset').addEventListener('click', () => write(editor.shown, first.get(editor.shown) ?? ''))
  messages.tell(GREETING)
  show(editor.shown)
  update()
  return { editor, update }
}

/** What follows from a fault. What threw, and where, is listed among the problems. */
function consequence({ outcome, message }: Fault): string {
  return outcome === 'withdrawn' ? 'It was withdrawn within the frame. What ran before goes on.' : message
}

/** A script without a report is a helper that others import. */
function tabState(id: string, behaviours: Behaviours, hotReload: HotReload): TabState {
  const broken = hotReload.diagnostics(id).length > 0
  if (!behaviours.has(id)) return { broken, outdated: 0 }
  const { version, outdated, entities } = behaviours.inspect(id)
  return { broken, version, outdated: outdated / Math.max(1, entities) }
}
