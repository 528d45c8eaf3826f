// numberScrub: numbers of constants can be dragged left and right, or changed with Alt and the
// arrow keys.

import { type EditorState, type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, ViewPlugin } from '@codemirror/view'
import { steppedNumber } from './number-step.ts'

/** A constant of a script with a number: `const SPEED = 85`. Colours in hex are not dragged. */
const constant = /^(const [A-Z_]+ = )(-?\d+(?:\.\d+)?)(?![\dx])/

/** Pixels of the mouse for one step. */
const PIXELS_A_STEP = 4

const mark = Decoration.mark({
  class: 'cm-number-scrub',
  attributes: { title: 'Drag me left or right' },
})

/** Where a number stands, and what it is. */
interface Place {
  readonly from: number
  readonly to: number
  readonly number: string
}

/** Makes numbers draggable. `onStep` is called after every step, so that it can go live at once. */
export function numberScrub(onStep: () => void): Extension {
  const nudge = (steps: number) => (view: EditorView) => {
    const place = placeAt(view.state, view.state.selection.main.head)
    if (place) write(view, place, steppedNumber(place.number, steps))
    if (place) onStep()
    return place !== undefined
  }
  const keys = keymap.of([
    { key: 'Alt-ArrowUp', run: nudge(1) },
    { key: 'Alt-ArrowDown', run: nudge(-1) },
  ])
  return [keys, marks, dragging(onStep)]
}

const marks = ViewPlugin.define(
  (view) => ({
    decorations: findNumbers(view.state),
    update({ docChanged, state }) {
      if (docChanged) this.decorations = findNumbers(state)
    },
  }),
  { decorations: ({ decorations }) => decorations },
)

function findNumbers(state: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (let line = 1; line <= state.doc.lines; line++) {
    const place = placeAt(state, state.doc.line(line).from)
    if (place) builder.add(place.from, place.to, mark)
  }
  return builder.finish()
}

/** The number on the line of a position. */
function placeAt({ doc }: EditorState, position: number): Place | undefined {
  const line = doc.lineAt(position)
  const [, start, number] = constant.exec(line.text) ?? []
  if (start === undefined || number === undefined) return undefined
  const from = line.from + start.length
  return { from, to: from + number.length, number }
}

/** A click puts the cursor there, as everywhere; only a drag changes the number. */
function dragging(onStep: () => void): Extension {
  let end: (() => void) | undefined
  return EditorView.domEventHandlers({
    mousedown: ({ target }) => isNumber(target),
    pointerdown(event, view) {
      if (!isNumber(event.target) || event.button !== 0) return false
      const position = view.posAtDOM(event.target)
      const place = placeAt(view.state, position)
      if (!place) return false
      end?.()
      end = follow(view, event, place, onStep)
      return true
    },
  })
}

function follow(
  view: EditorView,
  start: PointerEvent,
  place: Place,
  onStep: () => void,
): () => void {
  let steps = 0
  const ended = new AbortController()
  const { signal } = ended
  const move = ({ clientX, pointerId }: PointerEvent) => {
    const wish = Math.trunc((clientX - start.clientX) / PIXELS_A_STEP)
    const now = placeAt(view.state, Math.min(place.from, view.state.doc.length))
    if (pointerId !== start.pointerId || wish === steps || !now) return
    steps = wish
    write(view, now, steppedNumber(place.number, steps))
    onStep()
  }
  const stop = () => {
    ended.abort()
    document.documentElement.classList.remove('scrubbing')
    if (steps === 0) view.dispatch({ selection: { anchor: place.from } })
    view.focus()
  }
  document.documentElement.classList.add('scrubbing')
  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', stop, { signal })
  addEventListener('pointercancel', stop, { signal })
  return stop
}

function write(view: EditorView, { from, to }: Place, insert: string): void {
  view.dispatch({ changes: { from, to, insert }, userEvent: 'input.scrub' })
}

function isNumber(target: EventTarget | null): target is Element {
  return target instanceof Element && target.closest('.cm-number-scrub') !== null
}
