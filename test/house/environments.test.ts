// Code for the wrong environment does not compile: each folder's tsconfig knows only the globals
// that are there.

import { describe, expect, it } from 'vitest'
import { errorsOf, errorsOfFile } from './project.ts'

const page = {
  text: 'export const wrong = [window, document]',
  errors: [/Cannot find name 'window'/, /Cannot find name 'document'/],
}
const node = {
  text: "import { readFileSync } from 'node:fs'\nexport const wrong = [process, readFileSync]",
  errors: [/'node:fs'/, /Cannot find name 'process'/],
}
const environments = [
  { folder: 'engine', lacks: { page, node } },
  { folder: 'engine/pixi', lacks: { node } },
  { folder: 'hotreload/core', lacks: { page, node } },
  { folder: 'hotreload/browser', lacks: { node } },
  { folder: 'hotreload/worker', lacks: { page, node } },
  { folder: 'hotreload/disk', lacks: { page } },
  { folder: 'hotreload/node', lacks: { page } },
  { folder: 'hotreload/vite', lacks: { page } },
  { folder: 'hotreload/types', lacks: { page, node } },
  { folder: 'hotreload/types/node', lacks: { page } },
]

for (const { folder, lacks } of environments) {
  describe(folder, () => {
    it('compiles as it is', () => {
      expect(errorsOf(folder)).toEqual([])
    })

    for (const [environment, { text, errors }] of Object.entries(lacks)) {
      it(`does not compile with the globals of a ${environment} environment`, () => {
        expect(errorsOfFile(folder, text)).toEqual(
          errors.map((error) => expect.stringMatching(error)),
        )
      })
    }
  })
}
