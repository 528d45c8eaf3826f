// Distinct texts: scripts as people write them, no two the same, each with a witness that its
// version alone holds.

import type { Definition } from 'tickswap'

/** What an edit does. `text` goes live, all others are about what may come between. */
export type EditKind = keyof typeof changes

/** What a text differs by. Left out, it is a plain one. */
interface Parts {
  readonly head?: string
  readonly state?: string
  readonly hooks?: string
  readonly setup?: string
  readonly update?: string
}

/** Frames that a version runs before it begins to throw: it is committed by then. */
const GOOD_FRAMES = 4

const changes = {
  text: {},
  addsField: { state: 'heat: f32(1), cold: f32(2), bag: ref(() => [witnessed])' },
  convertsField: { state: 'heat: i32(3), bag: ref(() => ({ witnessed }))' },
  migrates: {
    state: 'heat: f32(4), warm: u8(1)',
    hooks: 'migrate({ entity, state }) { state.heat[entity] += state.warm[entity] },',
  },
  takesThings: {
    setup:
      'own.interval(1e6, () => calls); own.take(() => calls); signal.addEventListener("abort", () => calls)',
  },
  throwsAtOnce: { update: 'throw new Error("at once")' },
  throwsLater: { update: `if (calls > ${GOOD_FRAMES}) throw new Error("later")` },
  doesNotParse: { head: 'let = ;' },
  doesNotLink: { head: "import { gone } from './nowhere'\ngone()" },
  throwsAtTopLevel: { head: 'throw new Error("at the top")' },
  throwsInSetup: { setup: 'throw new Error("in setup")' },
} satisfies Record<string, Parts>

/** All kinds, in the order in which they come, with plain texts between them. */
export const editKinds: readonly EditKind[] = [
  'text',
  'addsField',
  'throwsAtOnce',
  'convertsField',
  'doesNotParse',
  'migrates',
  'throwsLater',
  'text',
  'doesNotLink',
  'takesThings',
  'throwsAtTopLevel',
  'text',
  'throwsInSetup',
]

/** Which text of which script. */
export interface TextChoice {
  readonly id: string
  readonly kind: Definition['kind']
  /** No two texts of a script have the same. */
  readonly number: number
  readonly edit: EditKind
  readonly imports?: string | undefined
}

/** A text of a behaviour or system. */
export function scriptText({ id, kind, number, edit, imports = '' }: TextChoice): string {
  const {
    head = '',
    state = 'heat: f32(0)',
    hooks = '',
    setup = '',
    update = '',
  }: Parts = changes[edit]
  const hooksOfBoth = `setup({ own, signal }) { ${setup} },
  update({ world }) { calls += 1; ${update}; witnessed.last = ${number} + Number(world !== undefined) },`
  const definition =
    kind === 'system'
      ? `defineSystem({ ${hooksOfBoth} })`
      : `defineBehaviour({ state: { ${state} }, ${hooks} ${hooksOfBoth} })`
  return `import { defineBehaviour, defineSystem, f32, i32, ref, u8 } from 'tickswap'
${imports}
${witnessOf(id)}
let calls = 0
${head}
export const live = () => [witnessed, ${number}]
export default ${definition}
`
}

/** A text of a helper: its function throws where the `update` of a behaviour would. */
export function helperText(id: string, number: number, edit: EditKind): string {
  const { head = '', update = '' }: Parts = changes[edit]
  return `${witnessOf(id)}
let calls = 0
${head}
export const help = () => { calls += 1; ${update}; return [witnessed, ${number}] }
`
}

function witnessOf(id: string): string {
  return `const witnessed = Reflect.get(globalThis, 'witness')(${JSON.stringify(id)})`
}
