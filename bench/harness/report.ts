// Report: what a bench hands its figures to. It prints a table and keeps the rows.

import { formatNumber, formatTable } from './format.ts'
import { type Figure, type Row, rowOf } from './row.ts'
import { type Summary, summarise } from './summary.ts'

/** Many samples of one case. */
export interface Distribution {
  readonly case: string
  readonly unit: string
  readonly samples: readonly number[]
  /** The median of this case is divided by that of another, which was measured side by side. */
  readonly comparedWith?: { readonly case: string; readonly samples: readonly number[] }
  /** Upper limits, by metric. */
  readonly reach?: Readonly<Partial<Record<'median' | 'p99' | 'max' | 'ratio', number>>>
}

const heading = ['case', 'n', 'median', 'p99', 'max', 'unit', 'ratio', 'to reach']

/** Gathers the figures of one bench. */
export class Report {
  readonly #bench: string
  readonly #rows: Row[] = []
  readonly #table: string[][] = []
  readonly #figures: string[][] = []

  constructor(bench: string) {
    this.#bench = bench
  }

  get rows(): readonly Row[] {
    return this.#rows
  }

  /** Adds n, median, p99, max and, if it is compared, the ratio of medians. */
  distribution({ case: name, unit, samples, comparedWith, reach = {} }: Distribution): Summary {
    const summary = summarise(samples)
    const ratio = comparedWith && summary.median / summarise(comparedWith.samples).median
    const compared =
      comparedWith && ratio !== undefined ? { comparedWith: comparedWith.case, ratio } : {}
    const rows = [
      this.#add({ case: name, metric: 'n', value: summary.n, unit: 'samples' }),
      this.#add({
        case: name,
        metric: 'median',
        value: summary.median,
        unit,
        ...compared,
        ...limit(reach.median),
      }),
      this.#add({ case: name, metric: 'p99', value: summary.p99, unit, ...limit(reach.p99) }),
      this.#add({ case: name, metric: 'max', value: summary.max, unit, ...limit(reach.max) }),
    ]
    if (ratio !== undefined) {
      rows.push(
        this.#add({
          case: name,
          metric: 'ratio',
          value: ratio,
          unit: '×',
          ...compared,
          ...limit(reach.ratio),
        }),
      )
    }
    const { n, median, p99, max } = summary
    this.#table.push([
      name,
      ...[n, median, p99, max].map(formatNumber),
      unit,
      ratio === undefined ? '' : `${ratio.toFixed(3)}×`,
      rows.flatMap(verdict).join(', '),
    ])
    return summary
  }

  /** Adds one figure that is no distribution, such as a total or a size. */
  figure(figure: Omit<Figure, 'bench'>): void {
    const row = this.#add(figure)
    const ratio = row.ratio === undefined ? '' : `${row.ratio.toFixed(3)}×`
    const label = `${row.case}: ${row.metric}`
    this.#figures.push([label, formatNumber(row.value), row.unit, ratio, verdict(row).join('')])
  }

  /** Tables of all that was added, for people. */
  toString(): string {
    const tables = [this.#table.length > 0 ? [heading, ...this.#table] : [], this.#figures]
    return tables
      .filter((rows) => rows.length > 0)
      .map(formatTable)
      .join('\n\n')
  }

  #add(figure: Omit<Figure, 'bench'>): Row {
    const row = rowOf({ bench: this.#bench, ...figure })
    this.#rows.push(row)
    return row
  }
}

function limit(reach: number | undefined): { readonly reach?: number } {
  return reach === undefined ? {} : { reach }
}

function verdict({ metric, reach, met }: Row): readonly string[] {
  return reach === undefined ? [] : [`${metric} ≤ ${formatNumber(reach)} ${met ? '✓' : '✗'}`]
}
