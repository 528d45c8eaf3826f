// vite-modules: the modules of the bench edit-to-live, each in two copies: a script of tickswap's,
// and a plain module.

import type { Project } from '../../test/vite/project.ts'

/** Who reloads the copy. */
export type Side = 'scripts' | 'plain'

export const IMPORTERS = 100
export const CROWD = 50

const importers = numbered('importers', IMPORTERS)
const crowd = numbered('crowd', CROWD)

/** What is edited together. */
export interface EditCase {
  readonly edited: readonly string[]
  /** The modules that must run the edit. */
  readonly running: readonly string[]
  /**
   * Whether ours is edited in the page, and compiled by its worker. Else both are written to disk.
   */
  readonly isInPage?: boolean
  /** What ours may take, of what Vite's own HMR takes. */
  readonly reach?: number
}

/** By the case's name. */
export const cases: Readonly<Record<string, EditCase>> = {
  'one module': { edited: ['one'], running: ['one'], reach: 0.6 },
  'one module, from an editor in the page': {
    edited: ['one'],
    running: ['one'],
    isInPage: true,
    reach: 1.2,
  },
  [`a helper with ${IMPORTERS} importers`]: { edited: ['helper'], running: importers },
  [`${CROWD} modules at once`]: { edited: crowd, running: crowd },
}

/**
 * Writes all modules in their first version, and the plain ones' importer, which accepts their
 * updates.
 */
export function writeModules(project: Project): void {
  const running = ['one', ...importers, ...crowd]
  for (const side of ['scripts', 'plain'] as const) {
    for (const name of ['helper', ...running])
      project.write(pathOf(side, name), moduleText(side, name, 0))
  }
  project.write('src/plain.ts', acceptingModule(running))
}

export function pathOf(side: Side, name: string): string {
  return `src/${side}/${name}.ts`
}

/** The text of a module. The two copies differ in their own names alone. */
export function moduleText(side: Side, name: string, edit: number): string {
  if (name === 'helper') return `export const edit = ${edit}\n${filler}`
  const isImporter = importers.includes(name)
  const source = isImporter ? `import { edit } from '../helper'\n` : `const edit = ${edit}\n`
  const up = name.includes('/') ? '../..' : '..'
  return `import { defineBehaviour, f32 } from 'tickswap'
import { ran } from '${up}/ran'
${source}${filler}
export function mark(): void {
  ran['${side}/${name}'] = edit
}

export default defineBehaviour({
  state: { heading: f32(0), speed: f32(40) },
  update({ entities, state, delta }) {
    mark()
    for (const entity of entities) state.heading[entity] += turn(state.speed[entity] ?? 0, delta)
  },
})
`
}

/** Some fifty lines of ordinary TypeScript. */
const filler = `
interface Wish {
  readonly x: number
  readonly y: number
}
${Array.from({ length: 4 }, (_, index) => step(index)).join('')}
export function turn(speed: number, delta: number): number {
  const wish: Wish = [step0, step1, step2, step3].reduce((wish, step) => step(speed, wish), { x: 1, y: 0 })
  return Math.hypot(wish.x, wish.y) * delta
}
`

function step(index: number): string {
  return `
function step${index}(speed: number, wish: Wish): Wish {
  const phase: number = (speed * ${index + 1}) % 7
  const weights: Record<string, number | undefined> = { [\`step \${phase}\`]: phase / 7, rest: 1 }
  const weight = weights['rest'] ?? 0
  if (weight > 0.5 && wish.x > 0) return { ...wish, y: wish.y * weight }
  return { x: wish.x + weight, y: wish.y - weight }
}
`
}

/** What Vite's guide has the importer of a module do. */
function acceptingModule(names: readonly string[]): string {
  const imports = names.map((name, index) => `import * as module${index} from './plain/${name}'`)
  const entries = names.map((name, index) => `  ['${name}', module${index}],`)
  const accepts = names.map(
    (name) =>
      `  import.meta.hot.accept('./plain/${name}', (next) => next && plainModules.set('${name}', next))`,
  )
  return `${imports.join('\n')}

export const plainModules = new Map([
${entries.join('\n')}
])

if (import.meta.hot) {
${accepts.join('\n')}
}
`
}

function numbered(folder: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${folder}/m${String(index).padStart(2, '0')}`)
}
