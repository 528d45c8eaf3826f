// cycle: finds modules that import each other in a circle.

/** The first circle found, as `a → b → a`, or undefined. Nodes that are not keys are leaves. */
export function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const finished = new Set<string>()
  const path: string[] = []

  const visit = (node: string): string | undefined => {
    if (finished.has(node)) return undefined
    const start = path.indexOf(node)
    if (start >= 0) return [...path.slice(start), node].join(' → ')
    path.push(node)
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next)
      if (cycle) return cycle
    }
    path.pop()
    finished.add(node)
    return undefined
  }

  for (const node of graph.keys()) {
    const cycle = visit(node)
    if (cycle) return cycle
  }
  return undefined
}
