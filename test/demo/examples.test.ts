// The example edits: each finds what it means to change in the scripts as they are.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { examples } from '../../demo/examples.ts'

for (const { label, script, edit } of examples) {
  test(`"${label}" changes the text of ${script}.ts`, () => {
    const text = readFileSync(new URL(`../../demo/scripts/${script}.ts`, import.meta.url), 'utf8')
    expect(edit(text)).not.toBe(text)
  })
}
