// all: every way to break the game, in the order of its buttons.

import type { Break } from './break.ts'
import { endlessLoop } from './endless-loop.ts'
import { layoutChange } from './layout-change.ts'
import { leak } from './leak.ts'
import { manyEdits } from './many-edits.ts'
import { syntaxError } from './syntax-error.ts'
import { throwForOne } from './throw-for-one.ts'
import { throwLate } from './throw-late.ts'
import { typeError } from './type-error.ts'

export const breaks: readonly Break[] = [
  syntaxError,
  typeError,
  throwLate,
  throwForOne,
  endlessLoop,
  leak,
  layoutChange,
  manyEdits,
]
