// steppedNumber: a number some steps further, where a step suits its size and the result stays
// short.

/** How many steps make a number about twice as large. */
const STEPS_TO_DOUBLE = 40

/** What a step of 0 is: there is no size to go by. */
const FIRST_STEP = 10

/** `85` and 3 steps make `91`; `0.5` and -2 make `0.48`. */
export function steppedNumber(text: string, steps: number): string {
  const step = niceStep(Math.abs(Number(text)))
  const decimals = Math.max(0, -Math.floor(Math.log10(step)), text.split('.')[1]?.length ?? 0)
  return String(Number((Number(text) + steps * step).toFixed(Math.min(6, decimals))))
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(size: number): number {
  if (size === 0) return FIRST_STEP
  const wish = size / STEPS_TO_DOUBLE
  const power = 10 ** Math.floor(Math.log10(wish))
  const digit = wish / power
  return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : 5)
}
