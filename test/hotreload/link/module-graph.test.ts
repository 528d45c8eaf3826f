// The module graph, against an oracle that follows imports one at a time, on random graphs with
// cycles.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModuleGraph } from '#hotreload/core/state/module-graph'

const SCRIPTS = 12

const ids = fc.nat(SCRIPTS - 1).map((index) => `s${index}`)
const graphs = fc.array(fc.uniqueArray(ids, { maxLength: 4 }), {
  minLength: SCRIPTS,
  maxLength: SCRIPTS,
})
const edits = fc.uniqueArray(ids, { minLength: 1, maxLength: 3 })

function graphOf(imports: readonly (readonly string[])[]): ModuleGraph {
  const graph = new ModuleGraph()
  imports.forEach((imported, index) => {
    graph.set(`s${index}`, imported)
  })
  return graph
}

/** Whether `from` reaches one of `targets` by following imports. */
function reaches(
  imports: readonly (readonly string[])[],
  from: string,
  targets: ReadonlySet<string>,
  seen = new Set<string>(),
): boolean {
  if (targets.has(from)) return true
  if (seen.has(from)) return false
  seen.add(from)
  return (imports[Number(from.slice(1))] ?? []).some((next) =>
    reaches(imports, next, targets, seen),
  )
}

test('an edit concerns exactly the scripts that reach it', () => {
  fc.assert(
    fc.property(graphs, edits, (imports, edited) => {
      const changed = new Map(edited.map((id) => [id, imports[Number(id.slice(1))] ?? []]))
      const expected = imports
        .map((_, i) => `s${i}`)
        .filter((id) => reaches(imports, id, new Set(edited)))
      expect([...graphOf(imports).affected(changed)].sort()).toEqual(expected.sort())
    }),
  )
})

test('a script comes after what it imports, unless the two are in a circle', () => {
  fc.assert(
    fc.property(graphs, edits, (imports, edited) => {
      const changed = new Map(edited.map((id) => [id, imports[Number(id.slice(1))] ?? []]))
      const order = [...graphOf(imports).affected(changed)]
      for (const [place, id] of order.entries()) {
        for (const imported of imports[Number(id.slice(1))] ?? []) {
          const inCircle = reaches(imports, imported, new Set([id]))
          if (order.includes(imported) && !inCircle)
            expect(order.indexOf(imported)).toBeLessThan(place)
        }
      }
    }),
  )
})

test('imports that are replaced are forgotten', () => {
  const graph = graphOf([['s1'], [], []])
  graph.set('s0', ['s2'])
  expect([...graph.affected(new Map([['s1', []]]))]).toEqual(['s1'])
  expect([...graph.affected(new Map([['s2', []]]))]).toEqual(['s2', 's0'])
})

test('a chain of ten thousand scripts is no problem', () => {
  const graph = new ModuleGraph()
  for (let i = 1; i < 10_000; i++) graph.set(`s${i}`, [`s${i - 1}`])
  expect([...graph.affected(new Map([['s0', []]]))].at(-1)).toBe('s9999')
})

test('names that nobody imports any more are forgotten', () => {
  const names = 100_000
  const bytesOfOne = 20
  const graph = new ModuleGraph()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  for (let typed = 0; typed < names; typed++) {
    graph.set('writer', [`wander${typed}`])
    graph.set(`former${typed}`, [])
  }
  globalThis.gc?.()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(names * bytesOfOne)
  expect([...graph.importersOf(`wander${names - 1}`)]).toEqual(['writer'])
})
