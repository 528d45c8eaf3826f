// styleSheet: the HUD's styles as a constructed sheet, which policies against inline styles allow.

import { baseStyle } from './base-style.ts'
import { panelStyle } from './panel-style.ts'
import { pillStyle } from './pill-style.ts'
import { scriptsStyle } from './scripts-style.ts'
import { toastStyle } from './toast-style.ts'

/** A new sheet for each HUD. */
export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync([baseStyle, pillStyle, panelStyle, scriptsStyle, toastStyle].join('\n'))
  return sheet
}
