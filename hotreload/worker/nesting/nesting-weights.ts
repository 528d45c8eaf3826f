// Nesting weights: by how much each token may deepen what a parser has to remember.

/** The weight of one bracket. All others are parts of it, measured with Oxc's and acorn's stacks. */
export const BRACKET = 32
/** Of a JSX element. */
export const ELEMENT = 16
/** Of a group in a regular expression. */
export const GROUP = 16
const FUNCTION = 16
const WORD = 8
const BRANCH = 4
const LINK = 2
const SIGN = 1
/** What is left of a bracket that was closed: a chain of calls nests too. */
export const CLOSED = LINK

const signWeights = new Map<string, number>([
  ['=>', FUNCTION],
  ['?', BRANCH],
  [':', BRANCH],
  ['**', BRANCH],
  ['<', LINK],
  ['>', LINK],
])
const comparisons = new Set(['==', '!=', '<=', '>=', '===', '!=='])

/** How much an operator or another sign deepens its expression. */
export function signWeight(sign: string, isInNamespace: boolean): number {
  // Each part of `namespace a.b.c` becomes a function.
  if (isInNamespace && sign === '.') return FUNCTION
  const isAssignment = sign.endsWith('=') && !comparisons.has(sign)
  return signWeights.get(sign) ?? (isAssignment ? WORD : SIGN)
}

/** What a word may be; most are names. */
export type WordKind = keyof typeof wordWeights

const wordWeights = {
  /** Begins a statement in a statement, after a condition in parentheses. */
  condition: WORD,
  /** Is followed by a statement. */
  body: WORD,
  /** Is followed by an expression, a type or a declaration. */
  prefix: WORD,
  /** The same, but it may also be a name. */
  'soft-prefix': WORD,
  /** Begins a declaration that nests. */
  declaration: FUNCTION,
  /** Stands between two operands, or is a name. */
  infix: BRANCH,
  /** Begins a part of a `switch`. */
  case: 0,
  name: 0,
} as const

const words: Readonly<Record<Exclude<WordKind, 'name'>, readonly string[]>> = {
  condition: ['if', 'for', 'while', 'with', 'switch', 'catch'],
  body: ['do', 'else', 'try', 'finally'],
  prefix: ['typeof', 'void', 'delete', 'await', 'new', 'throw', 'return', 'yield'],
  'soft-prefix': [
    ...['keyof', 'infer', 'readonly', 'unique', 'asserts', 'async', 'abstract', 'declare'],
    ...['export', 'namespace', 'static', 'accessor'],
  ],
  declaration: ['function', 'class'],
  infix: ['in', 'of', 'instanceof', 'as', 'satisfies', 'is', 'extends', 'implements', 'from'],
  case: ['case', 'default'],
}

const kinds = new Map(
  Object.entries(words).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
)

export function wordKind(word: string): WordKind {
  const kind = kinds.get(word)
  return kind !== undefined && isKind(kind) ? kind : 'name'
}

function isKind(kind: string): kind is WordKind {
  return Object.hasOwn(wordWeights, kind)
}

/** How much a word deepens its expression or its statement. */
export function wordWeight(kind: WordKind): number {
  return wordWeights[kind]
}
