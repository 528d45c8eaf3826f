// loop-texts: systems whose loops do next to nothing, and systems that never come back.

const system = (update: string, rest = '') => `import { defineSystem } from 'tickswap'
export let result = 0
export default defineSystem({
  update() {
    ${update}
  },
})
${rest}`

/** How many turns the tight loops take. */
export const tightTurns = 1_000_000

const tight = (turn: string, rest = '') =>
  system(`let sum = 0\n    for (let i = 0; i < ${tightTurns}; i++) ${turn}\n    result = sum`, rest)

/** Where a check can be felt the most, by what a turn does. */
export const tightTexts: ReadonlyMap<string, string> = new Map([
  ['one addition', tight('sum = (sum + i) | 0')],
  [
    'a call that needs no check',
    tight('sum = half(sum + i)', 'const half = (x: number) => x >> 1'),
  ],
  [
    'two calls that need one',
    tight(
      'sum = (sum + count(1)) | 0',
      'function count(n: number): number { return n > 0 ? count(n - 1) + 1 : 0 }',
    ),
  ],
])

/** What never ends, by its form. Each differs with `edit`, so that it is tried again. */
export const trappedTexts: ReadonlyMap<string, (edit: number) => string> = new Map([
  ['while (true) {}', (edit) => system('while (true) {}', `export const edit = ${edit}`)],
  [
    'four loops around each other, the outermost endless',
    (edit) =>
      system(
        'for (;;) for (let i = 0; i < 1_000; i++) for (let j = 0; j < 1_000; j++) for (let k = 0; k < 1_000; k++) result++',
        `export const edit = ${edit}`,
      ),
  ],
  [
    'three functions of 1,000 turns in an endless loop',
    (edit) =>
      system(
        'for (;;) a()',
        `export const edit = ${edit}
const a = () => { for (let i = 0; i < 1_000; i++) b() }
const b = () => { for (let i = 0; i < 1_000; i++) c() }
const c = () => { for (let i = 0; i < 1_000; i++) result++ }`,
      ),
  ],
  [
    'fib(1,000)',
    (edit) =>
      system(
        'fib(1_000)',
        `export const edit = ${edit}\nconst fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2))`,
      ),
  ],
  [
    'a spread of an endless generator',
    (edit) =>
      system(
        'new Set(naturals())',
        `export const edit = ${edit}\nfunction* naturals() { let n = 0; while (true) yield n++ % 1_000 }`,
      ),
  ],
  [
    'slow turns of native code',
    (edit) =>
      system(
        'const list = Array.from({ length: 500_000 }, (_, i) => -i)\n    while (true) list.slice().reverse().fill(1)',
        `export const edit = ${edit}`,
      ),
  ],
  [
    'an exception that is caught for ever',
    (edit) => system('for (;;) try { while (true) {} } catch {}', `export const edit = ${edit}`),
  ],
])
