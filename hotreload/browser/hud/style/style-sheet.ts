// styleSheet: what the HUD looks like. A constructed sheet: policies that forbid inline styles allow it.

import { baseStyle } from './base-style.ts'
import { panelStyle } from './panel-style.ts'
import { pillStyle } from './pill-style.ts'
import { scriptsStyle } from './scripts-style.ts'
import { toastStyle } from './toast-style.ts'

/** A sheet of its own for each HUD. */
export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync([baseStyle, pillStyle, panelStyle, scriptsStyle, toastStyle].join('\n'))
  return sheet
}
