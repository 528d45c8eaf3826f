// createEditor: CodeMirror with one document per script. What is typed is reported when typing pauses.

import { indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension, type TransactionSpec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { basicSetup } from 'codemirror'
import type { Diagnostic, ScriptText } from 'tickswap/hotreload'
import { createEditPause } from './edit-pause.ts'
import { editorTheme } from './editor-theme.ts'
import { editorProblem } from './problem.ts'

/** How long typing pauses before a text is taken. */
const PAUSE = 150

/** What `createEditor` takes. */
export interface EditorOptions {
  readonly parent: HTMLElement
  /** The scripts and their texts. The first is shown. */
  readonly scripts: readonly ScriptText[]
  /** Texts that were changed, by typing, by a save or by `write`. */
  report(changes: readonly ScriptText[]): void
}

/** The editor beside the game. */
export interface Editor {
  /** The script that is shown. */
  readonly shown: string
  show(id: string): void
  text(id: string): string
  /** Replaces a text and reports it at once; undo takes it back. */
  write(id: string, text: string): void
  /** Underlines the problems of all scripts; those of before vanish. */
  mark(problems: readonly Diagnostic[]): void
  /** Puts the cursor there. */
  reveal(id: string, line: number, column: number): void
}

/** Opens the editor. */
export function createEditor({ parent, scripts, report }: EditorOptions): Editor {
  const pause = createEditPause(PAUSE, report)
  const documents = new Map<string, EditorState>()
  const view = new EditorView({ parent })
  let shown = ''

  for (const { id, file, text } of scripts) {
    const reporting = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) pause.note({ id, file, text: state.doc.toString() })
    })
    const extensions = [
      keymap.of([{ key: 'Mod-s', preventDefault: true, run: save }]),
      reporting,
      setup(file),
    ]
    documents.set(id, EditorState.create({ doc: text, extensions }))
  }
  if (scripts[0]) show(scripts[0].id)

  function save(): boolean {
    pause.flush()
    return true
  }

  function state(id: string): EditorState {
    const found = id === shown ? view.state : documents.get(id)
    if (!found) throw new Error(`There is no script "${id}" in the editor.`)
    return found
  }

  function show(id: string): void {
    if (id === shown) return
    const next = state(id)
    documents.set(shown, view.state)
    shown = id
    view.setState(next)
  }

  function change(id: string, spec: TransactionSpec): void {
    if (id === shown) view.dispatch(spec)
    else documents.set(id, state(id).update(spec).state)
  }

  return {
    get shown() {
      return shown
    },
    show,
    text: (id) => state(id).doc.toString(),
    write(id, text) {
      show(id)
      const changes = difference(view.state.doc.toString(), text)
      view.dispatch({ changes, selection: { anchor: changes.from }, effects: center(changes.from) })
      pause.flush()
    },
    mark(problems) {
      for (const { id, file } of scripts) {
        const own = problems.filter(({ script, location }) =>
          location ? location.file === file : script === id,
        )
        const found = own.map((problem) => editorProblem(problem, state(id).doc))
        change(id, setDiagnostics(state(id), found))
      }
    },
    reveal(id, line, column) {
      show(id)
      const { from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines))
      const anchor = Math.min(to, from + column - 1)
      view.dispatch({ selection: { anchor }, effects: center(anchor) })
      view.focus()
    },
  }
}

/** The one stretch in which two texts differ, so that the rest of the document stays as it is. */
function difference(before: string, after: string) {
  let from = 0
  while (from < after.length && before[from] === after[from]) from++
  let to = before.length
  let end = after.length
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to--
    end--
  }
  return { from, to, insert: after.slice(from, end) }
}

function center(position: number) {
  return EditorView.scrollIntoView(position, { y: 'center' })
}

function setup(file: string): Extension {
  return [
    basicSetup,
    keymap.of([indentWithTab]),
    javascript({ typescript: true }),
    lintGutter(),
    editorTheme,
    EditorView.contentAttributes.of({ 'aria-label': `Source of ${file}` }),
  ]
}
