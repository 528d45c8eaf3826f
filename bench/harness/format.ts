// format: figures as people read them.

/** Four significant digits at most, no exponent: 0.0123, 1.02, 340, 12,500. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en', {
    maximumFractionDigits: Number.isInteger(value) ? 0 : Math.min(digits, 6),
  })
}

/** Rows of cells in columns, the first aligned left and the rest right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const align = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((row) => `  ${row.map(align).join('  ')}`.trimEnd()).join('\n')
}
