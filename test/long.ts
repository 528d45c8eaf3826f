// long: whether this is the long run, `npm run test:long`, which tries more of the same.

/** How much a test does: little in `npm test`, all of it in the long run. */
export function amount(usual: number, long: number): number {
  const { TICKSWAP_TEST_LONG } = process.env
  return TICKSWAP_TEST_LONG === '1' ? long : usual
}
