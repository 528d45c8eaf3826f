// Reason: why something was decided, for machines and for people.

/** A stable code, and the same in a sentence. */
export interface Reason<Code extends string = string> {
  readonly code: Code
  readonly sentence: string
}
