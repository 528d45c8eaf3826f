// demo-scripts: the demo's scripts, as texts, and the components that they import.

import { readFileSync } from 'node:fs'

const demo = new URL('../../demo/', import.meta.url)
/** Pixels, and pixels a second: both of the demo's order. */
const mostInAColumn = 600

/** The texts of a script of the demo and of the helper that it imports, by id. */
export function demoTexts(id: string): Readonly<Record<string, string>> {
  const text = (script: string) => readFileSync(new URL(`scripts/${script}.ts`, demo), 'utf8')
  return { 'lib/wave': text('lib/wave'), [id]: text(id) }
}

/** The demo's modules that its scripts import, with components full of values that differ. */
export async function demoHosts(): Promise<Readonly<Record<string, object>>> {
  const components = await demoModule('components')
  for (const component of Object.values(components)) {
    if (typeof component !== 'object' || component === null) continue
    for (const column of Object.values(component))
      if (column instanceof Float32Array) scatter(column)
  }
  const [crowd, danger] = await Promise.all([demoModule('crowd'), demoModule('danger')])
  return { '../sim/components': components, '../sim/crowd': crowd, '../sim/danger': danger }
}

async function demoModule(name: string): Promise<object> {
  const module: unknown = await import(new URL(`sim/${name}.ts`, demo).href)
  if (typeof module === 'object' && module !== null) return module
  throw new Error(`The demo has no ${name}.`)
}

/** Irrational steps: no two neighbours alike, no randomness. */
function scatter(column: Float32Array): void {
  for (let entity = 0; entity < column.length; entity++) {
    column[entity] = ((entity * Math.SQRT2) % 1) * mostInAColumn
  }
}
