// Script calls: the number of the engine's latest call into a script.

/** Numbers start again above this: V8 would have to allocate larger ones. */
const LARGEST_NUMBER = 2 ** 30 - 1

let number = 0

/** The number of the engine's latest call into a script. Who times single calls tells by it that a new one began. */
export function scriptCall(): number {
  return number
}

/** Gives the call that is about to be made a number. */
export function beginScriptCall(): void {
  number = (number + 1) & LARGEST_NUMBER
}
