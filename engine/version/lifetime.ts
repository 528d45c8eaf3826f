// Lifetime: the resources that one version owns, until it is released.

import type { Milliseconds } from '../base/duration.ts'
import { dispose, type EventSource, type Ownership, type Resource } from '../define/ownership.ts'
import type { HookName, Thrown } from '../fault/fault.ts'

/** The `own` and the `signal` of one version's hooks. */
export class Lifetime implements Ownership {
  readonly #onThrown: (thrown: Thrown) => void
  /** What has to be disposed, and whether it is a timer. */
  readonly #resources = new Map<Resource, boolean | undefined>()
  #controller: AbortController | undefined
  #isDisposed = false

  /** `onThrown` receives what callbacks throw, and what promises reject that hooks returned. */
  constructor(onThrown: (thrown: Thrown) => void) {
    this.#onThrown = onThrown
  }

  /** Aborts when the version is released. Made on first use: most scripts never use it. */
  get signal(): AbortSignal {
    this.#controller ??= this.#createController()
    return this.#controller.signal
  }

  /** For each resource that has not been disposed, whether it is a timer. */
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

  /** `isTimer` is for internal use. */
  take<R extends Resource>(resource: R, isTimer?: boolean): R {
    if (this.#isDisposed) dispose(resource)
    else this.#resources.set(resource, isTimer)
    return resource
  }

  /** A hook that returns a promise may still throw later: that is a fault too. */
  watch(hook: HookName, result: unknown): void {
    if (!(result instanceof Promise)) return
    result.catch((error: unknown) => this.#report({ hook, error, entity: undefined }))
  }

  /** Disposes everything, last taken first, and aborts the signal. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    for (const [resource] of [...this.#resources].reverse())
      this.#guardedRelease(() => dispose(resource))
    this.#resources.clear()
    this.#controller?.abort()
  }

  #undo(cancel: () => void, isTimer?: boolean): () => void {
    this.take(cancel, isTimer)
    return () => {
      if (this.#resources.delete(cancel)) cancel()
    }
  }

  /** Listeners are guarded, since an exception in an abort listener would end a Node process. */
  #createController(): AbortController {
    const controller = new AbortController()
    const { signal } = controller
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    // One guard per listener, so that it can be removed and is not added twice.
    const guards = new WeakMap<AbortListener, (event: unknown) => void>()
    const guarded = (listener: AbortListener) => {
      const guard =
        guards.get(listener) ??
        ((event) => this.#guardedRelease(() => callListener(listener, event)))
      guards.set(listener, guard)
      return guard
    }
    signal.addEventListener = (type, listener, options) => add(type, guarded(listener), options)
    signal.removeEventListener = (type, listener, options) =>
      remove(type, guarded(listener), options)
    if (this.#isDisposed) controller.abort()
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
    if (!this.#isDisposed) this.#onThrown(thrown)
  }

  #guardedRelease(release: () => unknown): void {
    try {
      release()
    } catch (error) {
      this.#onThrown({ hook: 'release', error, entity: undefined })
    }
  }
}

function callListener(listener: AbortListener, event: unknown): unknown {
  return typeof listener === 'function' ? listener(event) : listener.handleEvent(event)
}
