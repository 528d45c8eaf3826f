// Random programs: small TypeScript modules with every kind of loop and jump, which end, and leave
// a trace.

/**
 * A generator of numbers from 0 up to, but not including, `below`; the same ones for the same seed.
 */
type Dice = (below: number) => number

interface Scope {
  readonly roll: Dice
  /** How deep the statement is nested. */
  readonly depth: number
  /** Labels of the loops around it, innermost last; an empty one for a loop without a label. */
  readonly loops: readonly string[]
  readonly isGenerator: boolean
  /** Counts what needs a name of its own. */
  readonly next: { number: number }
}

const DEEPEST = 4
const MOST_STATEMENTS = 4

/**
 * The text of a module whose `go` returns what it did, in order. Each statement takes from one
 * supply of fuel, and loops stop when it is used up, so that every program ends.
 */
export function randomProgram(seed: number): string {
  const roll = createDice(seed)
  const scope: Scope = { roll, depth: 0, loops: [], isGenerator: false, next: { number: 0 } }
  return `let fuel = 400
const trace: unknown[] = []
const burn = () => fuel-- > 0
const note = (value: unknown) => { trace.push(value); return value }
${statements(scope)}
export function go(this: unknown, a = 1, ...rest: unknown[]) {
  note([arguments.length, go.length, this === undefined, rest])
  try {
${statements({ ...scope, depth: 1 })}
  } catch (thrown) { note(['caught', String(thrown)]) }
  note(fuel)
  return trace
}`
}

function statements(scope: Scope): string {
  const count = 1 + scope.roll(MOST_STATEMENTS)
  return Array.from({ length: count }, () => statement({ ...scope, depth: scope.depth + 1 })).join(
    '\n',
  )
}

function statement(scope: Scope): string {
  if (scope.depth > DEEPEST) return simple(scope)
  const makers = [
    simple,
    simple,
    loop,
    loop,
    loop,
    branch,
    choice,
    attempt,
    closure,
    generator,
    classes,
    jump,
  ]
  return makers[scope.roll(makers.length)]?.(scope) ?? ''
}

function simple({ roll, next, isGenerator }: Scope): string {
  if (isGenerator && roll(2) === 0) return `yield note(${next.number++})`
  return `note(${next.number++})`
}

function loop(outer: Scope): string {
  const { roll } = outer
  const label = roll(3) === 0 ? `l${outer.next.number++}` : ''
  const scope = { ...outer, loops: [...outer.loops, label] }
  const i = `i${outer.next.number++}`
  const turns = 1 + roll(4)
  const body = roll(4) === 0 ? simple(scope) : `{\n${statements(scope)}\n}`
  const forms = [
    () => `for (let ${i} = 0; ${i} < ${turns} && burn(); ${i}++) ${body}`,
    () => `for (const ${i} of [1, 2, 3].slice(${roll(3)})) if (burn()) ${body}`,
    () => `for (const ${i} in { a: 1, b: 2 }) ${body}`,
    () => `while (burn() && note(fuel) !== ${roll(300)}) ${body}`,
    () =>
      `do ${body.startsWith('{') ? body : `{ ${body} }`} while (burn() && fuel % ${2 + roll(3)})`,
    () => `for (;;) { if (!burn() || fuel % ${2 + turns} === 0) break; ${body} }`,
    () => `for (let ${i} = 0; ${i}++ < ${turns}; );`,
  ]
  return `${label && `${label}: `}${forms[roll(forms.length)]?.() ?? ''}`
}

function branch(scope: Scope): string {
  return `if (fuel % ${2 + scope.roll(3)}) {\n${statements(scope)}\n} else ${simple(scope)}`
}

function choice(scope: Scope): string {
  // A jump inside must not be taken for one out of the switch.
  const inside = { ...scope, loops: scope.loops.filter((label) => label !== '') }
  return `switch (fuel % 3) {\ncase 0: ${statements(inside)}\ncase 1: ${simple(scope)}; break\ndefault: ${statements(inside)}\n}`
}

function attempt(scope: Scope): string {
  const last = scope.roll(2) === 0 ? `catch { ${simple(scope)} }` : `finally {\n${simple(scope)}\n}`
  const thrown = scope.roll(3) === 0 ? `if (fuel % 5 === 1) throw ${scope.next.number++}` : ''
  return `try {\n${statements(scope)}\n${thrown}\n} ${last}`
}

function closure(scope: Scope): string {
  const name = `f${scope.next.number++}`
  const inside = { ...scope, loops: [], isGenerator: false }
  const forms = [
    `const ${name} = () => {\n${statements(inside)}\n}\n${name}()`,
    `const ${name} = (x: number): number => x > 0 && burn() ? ${name}(x - 1) + 1 : x\nnote(${name}(5))`,
    `note([1, 2].map((x) => ({ x: x + fuel })))`,
    `note((function (this: unknown, x = fuel, y?: number) { ${simple(inside)}; return [x, y, arguments.length, this] })(undefined, 2))`,
    `note((function (this: unknown) { 'use strict'; ${loop(inside)}; return this })())`,
  ]
  return forms[scope.roll(forms.length)] ?? ''
}

function generator(scope: Scope): string {
  const name = `g${scope.next.number++}`
  const inside = { ...scope, loops: [], isGenerator: true }
  const uses = [
    `note([...${name}()])`,
    `for (const x of ${name}()) { note(x); if (fuel % 3 === 0) break }`,
  ]
  return `const ${name} = function* (): Generator<unknown> {\n${statements(inside)}\n}\n${uses[scope.roll(uses.length)]}`
}

function classes(scope: Scope): string {
  const name = `C${scope.next.number++}`
  const inside = { ...scope, loops: [], isGenerator: false }
  return `class ${name} {
  static { ${loop(inside)} }
  field = note(fuel)
  get value() { ${loop(inside)}; return this.field }
  constructor() { ${simple(inside)} }
}
note(new ${name}().value)`
}

function jump(scope: Scope): string {
  const label = scope.loops.at(scope.roll(Math.max(1, scope.loops.length)))
  if (label === undefined) return simple(scope)
  const kind = scope.roll(2) === 0 ? 'break' : 'continue'
  return `if (fuel % 4 === ${scope.roll(4)}) ${kind} ${label}`
}

/** mulberry32, by Tommy Ettinger: small, and good enough to choose statements. */
function createDice(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
