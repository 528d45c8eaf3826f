// interleave: measures contenders in turn, ABAB, so that whatever drifts (clock speed, heat, heap)
// meets them alike.

import { Bench } from 'tinybench'

/** What is compared: case name to one call of it. Synchronous. */
export type Contenders<Name extends string> = Readonly<Record<Name, () => void>>

export interface InterleaveOptions {
  /** How many times each contender's turn comes. */
  readonly rounds: number
  /** Calls in one turn, each of them a sample. */
  readonly turn: number
  /** Turns at the start that are thrown away: code is compiled, caches and pages are touched. */
  readonly warmUpRounds: number
  readonly onProgress?: (share: number) => void
}

/** Milliseconds per call, by contender. The contender that goes first alternates. */
export function interleave<Name extends string>(
  contenders: Contenders<Name>,
  { rounds, turn, warmUpRounds, onProgress }: InterleaveOptions,
): ReadonlyMap<string, readonly number[]> {
  const tasks = Object.entries<() => void>(contenders).map(([name, call]) => ({
    name,
    bench: benchOf(name, call, turn),
    samples: [] as number[],
  }))
  for (let round = -warmUpRounds; round < rounds; round++) {
    tasks.reverse()
    for (const { bench, samples } of tasks) {
      const turnSamples = samplesOf(bench)
      if (round >= 0) samples.push(...turnSamples)
    }
    onProgress?.((round + warmUpRounds + 1) / (rounds + warmUpRounds))
  }
  return new Map(tasks.map(({ name, samples }) => [name, samples]))
}

function benchOf(name: string, call: () => void, turn: number): Bench {
  const bench = new Bench({
    iterations: turn,
    time: 0,
    warmup: false,
    retainSamples: true,
    throws: true,
  })
  return bench.add(name, call, { async: false })
}

function samplesOf(bench: Bench): readonly number[] {
  bench.reset()
  const [task] = bench.runSync()
  if (task?.result.state !== 'completed') throw new Error(`${task?.name} did not complete.`)
  return task.result.latency.samples ?? []
}
