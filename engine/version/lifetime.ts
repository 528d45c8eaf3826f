// Lifetime: how long a version lives, and what it owns as long as it does.

import type { Milliseconds } from '../base/duration.ts'
import { type EventSource, giveBack, type Ownership, type Resource } from '../define/ownership.ts'
import type { HookName, Thrown } from '../fault/fault.ts'

/** The life of one version. */
export class Lifetime implements Ownership {
  readonly #onThrown: (thrown: Thrown) => void
  /** What is to be given back, and whether it is a timer. */
  readonly #resources = new Map<Resource, boolean | undefined>()
  #controller: AbortController | undefined
  #isOver = false

  /** `onThrown` hears what callbacks throw, and what hooks reject after they have returned. */
  constructor(onThrown: (thrown: Thrown) => void) {
    this.#onThrown = onThrown
  }

  /** Aborts when the version is released. Made when a script first asks for it: most never do. */
  get signal(): AbortSignal {
    this.#controller ??= this.#createController()
    return this.#controller.signal
  }

  /** For each thing that is to be given back, whether it is a timer. */
  get owned(): readonly (boolean | undefined)[] {
    return [...this.#resources.values()]
  }

  timeout(milliseconds: Milliseconds, callback: () => void): () => void {
    const timer = setTimeout(() => {
      this.#resources.delete(cancel)
      this.#guarded('timeout', callback)
    }, milliseconds)
    const cancel = () => clearTimeout(timer)
    return this.#undo(cancel, true)
  }

  interval(milliseconds: Milliseconds, callback: () => void): () => void {
    const timer = setInterval(() => this.#guarded('interval', callback), milliseconds)
    return this.#undo(() => clearInterval(timer), true)
  }

  listen<E>(source: EventSource<E>, type: string, listener: (event: E) => void): () => void {
    const guarded = (event: E) => this.#guarded('listener', () => listener(event))
    source.addEventListener(type, guarded)
    return this.#undo(() => source.removeEventListener(type, guarded))
  }

  /** Scripts do not know of `isTimer`. */
  take<R extends Resource>(resource: R, isTimer?: boolean): R {
    if (this.#isOver) giveBack(resource)
    else this.#resources.set(resource, isTimer)
    return resource
  }

  /** A hook that returns a promise may still throw later: that is a fault, too. */
  watch(hook: HookName, result: unknown): void {
    if (!(result instanceof Promise)) return
    result.catch((error: unknown) => this.#report({ hook, error, entity: undefined }))
  }

  /** Gives everything back, last taken first, and aborts the signal. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const [resource] of [...this.#resources].reverse()) this.#tryTo(() => giveBack(resource))
    this.#resources.clear()
    this.#controller?.abort()
  }

  #undo(cancel: () => void, isTimer?: boolean): () => void {
    this.take(cancel, isTimer)
    return () => {
      if (this.#resources.delete(cancel)) cancel()
    }
  }

  /** What an abort listener throws would end a Node process: so listeners are guarded. */
  #createController(): AbortController {
    const controller = new AbortController()
    const { signal } = controller
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    // One guard for each listener, so that what was added can be removed, and is not added twice.
    const guards = new WeakMap<AbortListener, (event: unknown) => void>()
    const guarded = (listener: AbortListener) => {
      const guard = guards.get(listener) ?? ((event) => this.#tryTo(() => hear(listener, event)))
      guards.set(listener, guard)
      return guard
    }
    signal.addEventListener = (type, listener, options) => add(type, guarded(listener), options)
    signal.removeEventListener = (type, listener, options) =>
      remove(type, guarded(listener), options)
    if (this.#isOver) controller.abort()
    return controller
  }

  #guarded(hook: HookName, callback: () => unknown): void {
    try {
      this.watch(hook, callback())
    } catch (error) {
      this.#report({ hook, error, entity: undefined })
    }
  }

  #report(thrown: Thrown): void {
    if (!this.#isOver) this.#onThrown(thrown)
  }

  #tryTo(release: () => unknown): void {
    try {
      release()
    } catch (error) {
      this.#onThrown({ hook: 'release', error, entity: undefined })
    }
  }
}

function hear(listener: AbortListener, event: unknown): unknown {
  return typeof listener === 'function' ? listener(event) : listener.handleEvent(event)
}
