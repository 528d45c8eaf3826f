// codeView: the line of a problem, with the place marked.

import { codeWindow, type SourceLocation } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'
import { placeText } from './editor-opener.ts'

/** Can be focused, to be scrolled, read and copied. */
export function codeView(location: SourceLocation): HTMLElement {
  const { before, marked, after } = codeWindow(location)
  const label = `Code at ${placeText(location)}`
  return element(
    'pre',
    { class: 'code', tabindex: '0', role: 'group', 'aria-label': label },
    element('span', { class: 'gutter' }, `${location.line} `),
    before.trimStart(),
    element('mark', {}, marked || ' '),
    after,
  )
}
