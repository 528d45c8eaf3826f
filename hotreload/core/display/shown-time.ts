// shownTime: a time as people read it. It may come from a file, or from a clock of the game's.

const YEARS = /^\d{4}-/

/**
 * `2030-01-01T00:00:00.000Z`; `an unknown time` for what is none, or not in a year of four digits.
 *
 * @param time in milliseconds since 1970.
 */
export function shownTime(time: number): string {
  const date = new Date(time)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
  return time >= 0 && YEARS.test(text) ? text : 'an unknown time'
}
