// problemView: one problem in a script: where, what, and the code there.

import { errorMessage } from 'tickswap'
import type { Diagnostic } from 'tickswap/hotreload'
import { button, element } from '../elements/element.ts'
import { codeView } from './code-view.ts'
import { type EditorOpener, placeText } from './editor-opener.ts'

/** Further notes are counted, not shown. */
const MOST_NOTES = 10

/** A place is a button if there is an editor to open, and text otherwise. */
export function problemView(
  problem: Diagnostic,
  openEditor: EditorOpener | undefined,
): HTMLElement {
  const { location, message, replacement, hint, notes = [] } = problem
  const view = element(
    'div',
    { class: 'problem', 'data-severity': problem.severity },
    placeView(problem, openEditor),
  )
  view.append(element('p', { class: 'message' }, message))
  if (location && location.lineText.trim() !== '') view.append(codeView(location))
  if (replacement !== undefined)
    view.append(element('p', { class: 'hint' }, 'Write ', element('code', {}, replacement)))
  if (hint) view.append(element('p', { class: 'hint' }, hint))
  const more = notes.length - MOST_NOTES
  const shown = [...notes.slice(0, MOST_NOTES), ...(more > 0 ? [`and ${more} more notes`] : [])]
  view.append(...shown.map((note) => element('p', { class: 'hint' }, note)))
  return view
}

/** Identifies a problem, so that the views of those that stay are kept. */
export function problemKey({ script, stage, code, message, location }: Diagnostic): string {
  return [script, stage, code, message, location && placeText(location), location?.lineText].join(
    '\n',
  )
}

function placeView(
  { location, script }: Diagnostic,
  openEditor: EditorOpener | undefined,
): HTMLElement {
  if (!location) return element('span', { class: 'place' }, script)
  const text = placeText(location)
  if (!openEditor) return element('span', { class: 'place' }, text)
  const label = `Open ${text} in the editor`
  const place = button(
    { class: 'place link', 'aria-label': label },
    () => {
      openEditor(location).catch((error: unknown) => place.after(editorError(error)))
    },
    text,
  )
  return place
}

function editorError(error: unknown): HTMLElement {
  const reason = errorMessage(error)
  return element('p', { class: 'hint', role: 'alert' }, `The editor could not be opened: ${reason}`)
}
