// createEditPause: typing is handed over when it pauses, or at once on save.

import type { ScriptChange } from 'tickswap/hotreload'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEditPause } from '../../demo/view/edit-pause.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a text is handed over once typing pauses, in its last form', () => {
  const { pause, reports } = start()
  pause.note(change('wander', 'a'))
  vi.advanceTimersByTime(149)
  pause.note(change('wander', 'ab'))
  vi.advanceTimersByTime(149)
  expect(reports).toEqual([])
  vi.advanceTimersByTime(1)
  expect(reports).toEqual([[change('wander', 'ab')]])
})

test('scripts that were edited in one go are handed over together', () => {
  const { pause, reports } = start()
  pause.note(change('wander', 'a'))
  pause.note(change('colour', 'b'))
  vi.advanceTimersByTime(150)
  expect(reports).toEqual([[change('wander', 'a'), change('colour', 'b')]])
})

test('a save hands over at once, and nothing twice', () => {
  const { pause, reports } = start()
  pause.note(change('wander', 'a'))
  pause.flush()
  pause.flush()
  vi.advanceTimersByTime(1000)
  expect(reports).toEqual([[change('wander', 'a')]])
})

function start() {
  const reports: (readonly ScriptChange[])[] = []
  return { pause: createEditPause(150, (changes) => reports.push(changes)), reports }
}

function change(id: string, text: string): ScriptChange {
  return { id, file: `${id}.ts`, text }
}
