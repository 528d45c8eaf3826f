// What the parser of Prometheus' text format answers; it comes without types.

declare module 'parse-prometheus-text-format' {
  export interface Family {
    readonly name: string
    readonly help: string
    readonly type: 'COUNTER' | 'GAUGE' | 'SUMMARY' | 'HISTOGRAM' | 'UNTYPED'
    readonly metrics: readonly {
      readonly value?: string
      readonly labels?: Readonly<Record<string, string>>
      readonly count?: string
      readonly sum?: string
    }[]
  }
  /** Throws if the text is not in the format. */
  export default function parse(text: string): readonly Family[]
}
