// SerialQueue: runs asynchronous tasks one after the other.

export interface SerialQueue {
  /** Runs a task when those before have ended. Resolves or rejects as the task does. */
  run(task: () => Promise<void>): Promise<void>
  /** Resolves when all tasks have ended. */
  idle(): Promise<void>
}

export function createSerialQueue(): SerialQueue {
  let last = Promise.resolve()
  return {
    run(task) {
      const result = last.then(task)
      last = result.catch(() => {})
      return result
    },
    idle: () => last,
  }
}
