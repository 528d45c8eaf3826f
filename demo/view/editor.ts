// createEditor: CodeMirror with one document per script. What is typed is reported when typing
// pauses, or on save.

import { indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState, type Extension, type TransactionSpec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { basicSetup } from 'codemirror'
import type { Diagnostic } from 'tickswap/hotreload'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import { createEditPause } from './edit-pause.ts'
import { editorTheme } from './editor-theme.ts'
import { numberScrub } from './number-scrub.ts'
import { editorProblem } from './problem.ts'
import { difference } from './text-difference.ts'

/** How long typing pauses before a text is taken. */
const PAUSE = 150

/** Marks what came from outside, which need not be reported. */
const fromOutside = Annotation.define<boolean>()

/** What `createEditor` takes. */
export interface EditorOptions {
  readonly parent: HTMLElement
  /** The scripts and their texts. The first is shown. */
  readonly scripts: readonly ScriptText[]
  /** Whether an edit is taken when typing pauses; else it waits for a save. */
  isLive(): boolean
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
  /** Takes over a text that came from outside, such as from a file. It is not reported. */
  follow(script: ScriptText): void
  /** Hands over at once what waits, as on save. */
  flush(): void
  /** Underlines the problems of all scripts; those of before vanish. */
  mark(problems: readonly Diagnostic[]): void
  /** Puts the cursor there. */
  reveal(id: string, line: number, column: number): void
}

/** Opens the editor. */
export function createEditor({ parent, scripts, isLive, report }: EditorOptions): Editor {
  const pause = createEditPause({ milliseconds: PAUSE, isLive, report })
  const documents = new Map<string, EditorState>()
  const files = new Map<string, string>()
  const view = new EditorView({ parent })
  let shown = ''

  function open({ id, file, text }: ScriptText): void {
    const reporting = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      const isOurs = transactions.some((transaction) => !transaction.annotation(fromOutside))
      if (docChanged && isOurs) pause.note({ id, file, text: state.doc.toString() })
    })
    files.set(id, file)
    documents.set(
      id,
      EditorState.create({ doc: text, extensions: [reporting, setup(file, pause.flush)] }),
    )
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

  for (const script of scripts) open(script)
  if (scripts[0]) show(scripts[0].id)

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
    follow(script) {
      if (!documents.has(script.id)) return open(script)
      const changes = difference(state(script.id).doc.toString(), script.text)
      pause.drop(script.id)
      change(script.id, { changes, annotations: fromOutside.of(true) })
    },
    flush: pause.flush,
    mark(problems) {
      for (const [id, file] of files) {
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
    },
  }
}

function center(position: number) {
  return EditorView.scrollIntoView(position, { y: 'center' })
}

function setup(file: string, save: () => void): Extension {
  const onSave = () => {
    save()
    return true
  }
  return [
    keymap.of([{ key: 'Mod-s', preventDefault: true, run: onSave }]),
    numberScrub(save),
    basicSetup,
    keymap.of([indentWithTab]),
    javascript({ typescript: true }),
    lintGutter(),
    editorTheme,
    EditorView.contentAttributes.of({ 'aria-label': `Source of ${file}`, tabindex: '0' }),
  ]
}
