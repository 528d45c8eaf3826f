// The intake: puts changes in line. The newest text of a file wins, and what came together stays together.

import type { ScriptChange } from './source.ts'

/** Changes that go live together or not at all. */
export interface Batch {
  readonly changes: readonly ScriptChange[]
  /** When the oldest of them came in, in milliseconds. */
  readonly since: number
  /** Whether a newer text of one of the files came in. The batch must not go live then. */
  readonly isOvertaken: boolean
  /** Ends the time in which the batch can be overtaken. False if it was already. */
  claim(): boolean
}

export interface Intake {
  /** Takes changes that belong together. */
  add(changes: readonly ScriptChange[]): void
  /** Resolves when nothing is in line. */
  settled(): Promise<void>
  /** Drops what is in line, and all that comes. */
  close(): void
}

/**
 * Makes an intake. The first batch is processed at once, the others in turn. A report with a newer text for a batch
 * in line, or for the one being processed as long as it is not claimed, takes that batch's other changes along.
 *
 * @param process handles one batch; it must not reject.
 */
export function createIntake(process: (batch: Batch) => Promise<void>, now: () => number): Intake {
  let line: OpenBatch[] = []
  let current: OpenBatch | undefined
  let running = Promise.resolve()
  let isClosed = false

  async function run(): Promise<void> {
    for (current = line.shift(); current; current = line.shift()) await process(current)
  }

  return {
    add(changes) {
      if (isClosed || changes.length === 0) return
      const batch = new OpenBatch(changes, now())
      const overtakesCurrent = current !== undefined && batch.takeOver(current)
      const overtaken = line.flatMap((waiting, place) => (batch.takeOver(waiting) ? [place] : []))
      const place = overtakesCurrent ? 0 : (overtaken[0] ?? line.length)
      line = line.toSpliced(place, 0, batch).filter(({ isOvertaken }) => !isOvertaken)
      if (!current) running = run()
    },
    async settled() {
      while (current) await running
    },
    close() {
      isClosed = true
      line = []
      current?.drop()
    },
  }
}

class OpenBatch implements Batch {
  #since: number
  #state: 'open' | 'claimed' | 'overtaken' = 'open'
  readonly #changes: Map<string, ScriptChange>

  constructor(changes: readonly ScriptChange[], now: number) {
    this.#since = now
    this.#changes = new Map(changes.map((change) => [change.id, change]))
  }

  get changes(): readonly ScriptChange[] {
    return [...this.#changes.values()]
  }

  get since(): number {
    return this.#since
  }

  get isOvertaken(): boolean {
    return this.#state === 'overtaken'
  }

  claim(): boolean {
    if (this.#state === 'open') this.#state = 'claimed'
    return this.#state === 'claimed'
  }

  /** Keeps the batch from going live. */
  drop(): void {
    this.#state = 'overtaken'
  }

  /** Ends `older` and takes what it has besides. False, and nothing is done, if they share no file. */
  takeOver(older: OpenBatch): boolean {
    if (older.#state !== 'open') return false
    const rest = older.changes.filter(({ id }) => !this.#changes.has(id))
    if (rest.length === older.#changes.size) return false
    older.#state = 'overtaken'
    this.#since = Math.min(this.#since, older.#since)
    for (const change of rest) this.#changes.set(change.id, change)
    return true
  }
}
