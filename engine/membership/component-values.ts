// componentValues: checks the values that a game gives with `set(…)`.

import { didYouMean } from '../base/nearest.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { FieldTypes } from '../define/field.ts'
import type { Layout } from '../state/layout.ts'

/**
 * The values by field name. Throws for those that fit neither the state that the game was built
 * with nor the current `layout`. Values that only an edit made invalid pass: an edit must not break
 * the game's own code.
 */
export function componentValues(
  id: string,
  values: unknown,
  built: FieldTypes | undefined,
  layout: Layout,
): ReadonlyMap<string, unknown> {
  if (typeof values !== 'object' || values === null) {
    throw new TickswapError(`set(${id}, …) takes an object of state fields, not ${String(values)}.`)
  }
  const checked = new Map(Object.entries(values))
  // bitECS passes an heir what `getComponent` returned for the entity that it inherits from.
  if (!layout.has('version')) checked.delete('version')
  if (!built) return checked
  for (const [name, value] of checked) {
    const field = built[name]
    const column = layout.get(name)
    if (!field && !column) throw unknownField(id, name, Object.keys(built))
    const takesNumber = field && field.type !== 'ref' && column?.kind !== 'ref'
    if (!takesNumber || typeof value === 'number') continue
    throw new TickswapError(
      `Behaviour "${id}": the ${field.type} field "${name}" takes a number, not ${typeof value}.`,
    )
  }
  return checked
}

function unknownField(id: string, name: string, known: readonly string[]): TickswapError {
  const hint = didYouMean(name, known)
  return new TickswapError(`Behaviour "${id}" has no state field "${name}"${hint}`)
}
