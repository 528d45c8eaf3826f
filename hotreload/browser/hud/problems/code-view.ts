// codeView: the line of a problem, with the place marked.

import type { SourceLocation } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'
import { placeText } from './editor-opener.ts'

/** Lines are cut to this many characters around the place. */
const SHOWN = 120

/** Can be focused, to be scrolled, read and copied. */
export function codeView(location: SourceLocation): HTMLElement {
  const { line, column, length, lineText } = location
  const start = Math.max(0, column - 1 - SHOWN / 2)
  const before = lineText.slice(start, column - 1)
  const marked = lineText.slice(column - 1, column - 1 + Math.max(1, length)) || ' '
  const after = lineText.slice(column - 1 + marked.length, start + SHOWN)
  const label = `Code at ${placeText(location)}`
  return element(
    'pre',
    { class: 'code', tabindex: '0', role: 'group', 'aria-label': label },
    element('span', { class: 'gutter' }, `${line} `),
    before.trimStart(),
    element('mark', {}, marked),
    after,
  )
}
