// createTaps: tells scripts where the picture was tapped, and counts who listens.

/** A place in the picture, in pixels. */
export interface Tap {
  readonly x: number
  readonly y: number
}

/** What scripts listen to: `own.listen(Taps, 'tap', ({ x, y }) => …)`. */
export interface Taps {
  /** How many listen now. */
  readonly listeners: number
  addEventListener(type: string, listener: (tap: Tap) => void): void
  removeEventListener(type: string, listener: (tap: Tap) => void): void
  /** Tells all who listen. */
  tap(place: Tap): void
}

export function createTaps(): Taps {
  const listeners = new Set<(tap: Tap) => void>()
  return {
    get listeners() {
      return listeners.size
    },
    addEventListener(type, listener) {
      if (type === 'tap') listeners.add(listener)
    },
    removeEventListener(_type, listener) {
      listeners.delete(listener)
    },
    tap(place) {
      for (const listener of [...listeners]) listener(place)
    },
  }
}
