// Row: one measured figure, as it is printed and written to bench/results/latest.json.

/** One figure of one case of one bench. Plain data. */
export interface Row {
  readonly bench: string
  readonly case: string
  /** Such as `median`, `p99`, `max`, `n`, `ratio`. */
  readonly metric: string
  readonly value: number
  readonly unit: string
  /** The case that it was measured side by side with. */
  readonly comparedWith?: string
  /** `value` divided by the same metric of `comparedWith`. */
  readonly ratio?: number
  /** The figure to reach: `value` must not be above it. */
  readonly reach?: number
  readonly met?: boolean
}

/** What makes a row, before `met` is known. */
export type Figure = Omit<Row, 'met'>

/** The row of a figure; `met` follows from `value` and `reach`. */
export function rowOf(figure: Figure): Row {
  return figure.reach === undefined ? figure : { ...figure, met: figure.value <= figure.reach }
}

/** Whether a message from another process is a row. */
export function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false
  return (
    'bench' in value && 'case' in value && 'metric' in value && 'value' in value && 'unit' in value
  )
}
