// Turns: runs asynchronous tasks one after the other.

export interface Turns {
  /** Runs a task when those before have ended. Resolves or rejects as the task does. */
  take(task: () => Promise<void>): Promise<void>
  /** Resolves when all tasks have ended. */
  idle(): Promise<void>
}

export function createTurns(): Turns {
  let last = Promise.resolve()
  return {
    take(task) {
      const turn = last.then(task)
      last = turn.catch(() => {})
      return turn
    },
    idle: () => last,
  }
}
