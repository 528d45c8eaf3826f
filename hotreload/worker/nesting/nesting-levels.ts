// Nesting levels: the brackets that are open at one place, and how deep that place is.

import { CLOSED } from './nesting-weights.ts'

/** What a level holds: code between brackets, a template's text, a tag, or an element's content. */
export type LevelKind = '(' | '[' | '{' | 'template' | 'tag' | 'content'

/** What stands before a token of this level. */
export type Before =
  /** Nothing, or the end of a statement. */
  | 'start'
  /** The condition of a statement, or `else`: the statement is still to come. */
  | 'head'
  | 'operand'
  | 'operator'
  /** `=>`, after which a block may stand. */
  | 'arrow'
  /** A word that is an operator or a name. */
  | 'soft-operator'
  /** `if`, before its condition. */
  | 'condition'
  /** A `}`, after which a statement may have ended. */
  | 'brace'

/** One open bracket, with what has been read between it and its end. */
export interface Level {
  kind: LevelKind
  /** How deep the bracket itself is. */
  readonly base: number
  /** Whether a statement follows the `)`. */
  readonly isCondition: boolean
  /** Whether statements stand between the braces. */
  readonly isBlock: boolean
  /** How much the expression has deepened since its start; a comma ends it. */
  expression: number
  /** How much the statement has: `if (a) if (b)`. */
  statement: number
  /** That of the statement that ended last, in case of an `else`. */
  ended: number
  /** Of `<` that no `>` has closed; a comma does not end them. */
  angles: number
  /** Whether the statement declares a namespace. */
  isNamespace: boolean
  before: Before
  /** Whether the last `}` was that of a block. */
  isAfterBlock: boolean
}

/** A place in the text, and its depth. */
export interface DeepestPlace {
  readonly depth: number
  readonly offset: number
}

type Opening = Partial<Pick<Level, 'isCondition' | 'isBlock'>>

/** A stack of levels, the innermost last. */
export class NestingLevels {
  /** The deepest place so far. */
  deepest: DeepestPlace = { depth: 0, offset: 0 }
  top: Level
  readonly #levels: Level[]

  constructor() {
    this.top = newLevel('{', 0, { isBlock: true })
    this.#levels = [this.top]
  }

  /** `weight` is how much the bracket itself nests. */
  open(kind: LevelKind, offset: number, weight: number, opening: Opening = {}): void {
    this.top = newLevel(kind, depthOf(this.top) + weight, opening)
    this.#levels.push(this.top)
    this.#note(offset)
  }

  /** Ends the innermost level; the one around all has no end. */
  close(): Level | undefined {
    if (this.#levels.length === 1) return undefined
    const closed = this.#levels.pop()
    this.top = this.#levels.at(-1) ?? this.top
    this.top.expression += CLOSED
    return closed
  }

  deepen(weight: number, offset: number): void {
    this.top.expression += weight
    this.#note(offset)
  }

  deepenStatement(weight: number, offset: number): void {
    this.top.statement += weight
    this.#note(offset)
  }

  endExpression(): void {
    this.top.expression = 0
  }

  endStatement(): void {
    const { top } = this
    top.ended = top.statement
    top.statement = 0
    top.expression = 0
    top.angles = 0
    top.isNamespace = false
  }

  #note(offset: number): void {
    const depth = depthOf(this.top)
    if (depth > this.deepest.depth) this.deepest = { depth, offset }
  }
}

function depthOf({ base, expression, statement, angles }: Level): number {
  return base + expression + statement + angles
}

function newLevel(kind: LevelKind, base: number, opening: Opening): Level {
  const { isCondition = false, isBlock = false } = opening
  return {
    kind,
    base,
    isCondition,
    isBlock,
    expression: 0,
    statement: 0,
    ended: 0,
    angles: 0,
    isNamespace: false,
    before: 'start',
    isAfterBlock: false,
  }
}
