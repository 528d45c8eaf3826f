// Fuzz mutations: what makes a hostile script of a good one.

import type { FuzzRandom } from './fuzz-random.ts'

type Mutation = (text: string, random: FuzzRandom, other: string) => string

const TOKEN = /[\p{ID_Continue}$]+|\s+|./gsu
const brackets = ['(', '[', '{', '`${', '<a>', '=>', '!', '?.', 'A<', 'if(1)', 'x?y:', 'new ']
const unterminated = [
  '"',
  "'",
  '`',
  '/*',
  '`${',
  '/',
  '<!--',
  '#!',
  '\\',
  '\\u{',
  '@',
  '<a b="',
  '0x',
]
const signs = [
  ...[
    '\u0000',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u200d',
    '\r',
    '\u00a0',
  ],
  ...['\u{1f600}', 'é', 'ſ', '\u001b[31m', '\u{e0001}', '\\u0061', '\v'],
]
const words = [
  ...['await ', 'yield ', 'import(', 'import.meta', 'export default ', 'export * from "./x";'],
  ...['import "./x";', 'delete ', 'super', 'arguments', 'eval', '__proto__', 'constructor'],
  ...['with (a) ', 'let ', 'static {', 'async ', 'enum A {', 'declare ', 'namespace N {', 'type '],
]

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at)
}

function piece(text: string, { below }: FuzzRandom): readonly [start: number, end: number] {
  const start = below(text.length + 1)
  return [start, Math.min(text.length, start + 1 + below(60))]
}

const mutations: readonly Mutation[] = [
  function deletes(text, random) {
    const [start, end] = piece(text, random)
    return text.slice(0, start) + text.slice(end)
  },
  function doubles(text, random) {
    const [start, end] = piece(text, random)
    return insert(text, start, text.slice(start, end).repeat(1 + random.below(4)))
  },
  function swaps(text, random) {
    const [start, end] = piece(text, random)
    const to = end + random.below(100)
    return text.slice(0, start) + text.slice(end, to) + text.slice(start, end) + text.slice(to)
  },
  function truncates(text, random) {
    const at = random.below(text.length + 1)
    return random.below(2) === 0 ? text.slice(0, at) : text.slice(at)
  },
  function splices(text, random, other) {
    return (
      text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1))
    )
  },
  function replacesTokens(text, random, other) {
    const [own, foreign] = [text.match(TOKEN) ?? [], other.match(TOKEN) ?? []]
    for (let count = 0; count < 3 && own.length > 0 && foreign.length > 0; count++)
      own[random.below(own.length)] = random.pick(foreign)
    return own.join('')
  },
  function addsSigns(text, random) {
    return insert(text, random.below(text.length + 1), random.pick(signs))
  },
  function addsWords(text, random) {
    return insert(text, random.below(text.length + 1), random.pick(words))
  },
  function flipsBits(text, random) {
    const at = random.below(text.length + 1)
    const flipped = (text.charCodeAt(at) || 0) ^ (1 << random.below(16))
    return text.slice(0, at) + String.fromCharCode(flipped) + text.slice(at + 1)
  },
  function storms(text, random) {
    const storm = random.pick(brackets).repeat(1 + random.below(10 ** (1 + random.below(4))))
    return insert(text, random.below(text.length + 1), storm)
  },
  function endsNothing(text, random) {
    return insert(text, random.below(text.length + 1), random.pick(unterminated))
  },
  function bombs(text, random) {
    const length = 10 ** (1 + random.below(4))
    const bomb = random.pick(['9'.repeat(length), '0b1'.repeat(length), 'a'.repeat(length), '1e9'])
    return insert(text, random.below(text.length + 1), bomb)
  },
  function changesNumbers(text, random) {
    return text.replace(/\b\d+\b/g, () => String(random.pick([0, -1, 1, 1e9, 2.5, Number.NaN])))
  },
  function changesOperators(text, random) {
    return text.replace(/ [-+*/<>] /g, (own) =>
      random.below(4) === 0 ? random.pick([' + ', ' - ', ' * ', ' < ']) : own,
    )
  },
  function joinsLines(text) {
    return text.replace(/\n/g, ' ')
  },
  function lengthensLines(text, random) {
    return insert(text, random.below(text.length + 1), ' '.repeat(10 ** (1 + random.below(5))))
  },
]

/** A text of `text` and `other`, mutated once to four times. */
export function mutated(text: string, other: string, random: FuzzRandom): string {
  let result = text
  const rounds = random.pick([1, 1, 1, 2, 4])
  for (let round = 0; round < rounds; round++)
    result = random.pick(mutations)(result, random, other)
  return result
}
