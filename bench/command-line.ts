// command-line: what `npm run bench -- …` was asked to do.

import { parseArgs } from 'node:util'
import { type BenchName, benchNames, isBenchName } from './catalogue.ts'

/** The run that was asked for. */
export interface Command {
  readonly quick: boolean
  readonly names: readonly BenchName[]
}

/**
 * Reads `--quick` and `--only NAME,…`.
 *
 * @throws Error for an unknown option, or for a name that is no bench, with the names that are
 * near.
 */
export function readCommandLine(words: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
    },
  })
  const asked = (values.only ?? []).flatMap((list) => list.split(',')).map((name) => name.trim())
  const names = asked.length === 0 ? benchNames : asked
  return { quick: values.quick, names: names.filter(isKnown) }
}

function isKnown(name: string): name is BenchName {
  if (isBenchName(name)) return true
  const near = benchNames.filter((known) => likeness(name, known) >= 0.4)
  const hint =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${benchNames.join(', ')}.`
  throw new Error(`There is no bench "${name}". ${hint}`)
}

/** The share of letter pairs that two names have in common (Dice 1945): 0 to 1. */
function likeness(a: string, b: string): number {
  const [pairsOfA, pairsOfB] = [letterPairs(a), letterPairs(b)]
  const common = [...pairsOfA].filter((pair) => pairsOfB.has(pair)).length
  return (2 * common) / Math.max(1, pairsOfA.size + pairsOfB.size)
}

function letterPairs(name: string): ReadonlySet<string> {
  const letters = ` ${name.toLowerCase()} `
  return new Set(
    Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)),
  )
}
