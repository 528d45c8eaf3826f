// checkDefinition: the checks that behaviours and systems share.

import { didYouMean } from '../base/nearest.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import { isField } from './field.ts'

/** Throws a `TickswapError` for the first mistake in a definition. */
export function checkDefinition(
  call: string,
  definition: { readonly [Key in 'update' | 'each' | 'order' | 'state' | 'requires']?: unknown },
  allowed: { readonly hooks: readonly string[]; readonly fields: readonly string[] },
): void {
  if (typeof definition !== 'object' || definition === null) {
    throw new TickswapError(
      `${call} takes an object with hooks such as update, not ${String(definition)}.`,
    )
  }
  const known = [...allowed.hooks, ...allowed.fields]
  for (const [key, value] of Object.entries(definition)) {
    if (!known.includes(key)) throw new TickswapError(`${call}: ${unknownKey(key, known)}`)
    if (value !== undefined && allowed.hooks.includes(key) && typeof value !== 'function') {
      throw new TickswapError(
        `${call}: "${key}" is a hook and must be a function, not ${typeof value}.`,
      )
    }
  }
  if (definition.update && definition.each) {
    throw new TickswapError(
      `${call}: "update" and "each" both run every frame; declare one of the two.`,
    )
  }
  if ('order' in definition && !Number.isFinite(definition.order)) {
    throw new TickswapError(
      `${call}: "order" must be a finite number, not ${String(definition.order)}.`,
    )
  }
  if ('state' in definition) checkState(call, definition.state)
  if ('requires' in definition) checkRequires(call, definition.requires)
}

function unknownKey(key: string, known: readonly string[]): string {
  const hint = didYouMean(key, known, `. It may have ${known.join(', ')}.`)
  return `"${key}" is not part of a definition${hint}`
}

function checkState(call: string, state: unknown): void {
  if (typeof state !== 'object' || state === null) {
    throw new TickswapError(
      `${call}: "state" must be an object of fields, such as { speed: f32(40) }.`,
    )
  }
  for (const [name, field] of Object.entries(state)) {
    if (isField(field)) continue
    throw new TickswapError(
      `${call}: state field "${name}" is ${describe(field)}, not a field. ` +
        'Write f32(…), u8(…), ref(() => …) and so on.',
    )
  }
}

function checkRequires(call: string, requires: unknown): void {
  if (!Array.isArray(requires))
    throw new TickswapError(`${call}: "requires" must be an array of components.`)
  if (requires.some((component) => Object(component) !== component)) {
    throw new TickswapError(
      `${call}: "requires" has an entry that is not a component. ` +
        'Is its import missing or circular?',
    )
  }
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string'
    ? JSON.stringify(value)
    : typeof value
}
