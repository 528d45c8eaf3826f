// nearest: the known name closest to a mistyped one, for "did you mean".

/** The closest candidate within as many edits as a third of the name's length, or undefined. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** How a message about an unknown name ends: `; did you mean "…"?`, or `otherwise`. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise = '.'): string {
  const near = nearest(name, candidates)
  return near ? `; did you mean "${near}"?` : otherwise
}

/** Optimal string alignment: insert, delete, replace, or swap two neighbours (Damerau 1964). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j] ?? 0, (before[j - 2] ?? 0) + 1)
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
