// FocusKeeper: remembers what had the focus before the HUD, and returns it.

export class FocusKeeper {
  readonly #host: HTMLElement
  readonly #root: ShadowRoot
  #before: HTMLElement | undefined

  constructor(host: HTMLElement, root: ShadowRoot, signal: AbortSignal) {
    this.#host = host
    this.#root = root
    // The host gets this event only when the focus comes from outside of the shadow tree.
    host.addEventListener('focusin', ({ relatedTarget }) => this.#remember(relatedTarget), {
      signal,
    })
  }

  get isInside(): boolean {
    return this.#root.activeElement !== null
  }

  /** Returns the focus to what had it before; does nothing if it is not in the HUD. */
  restore(): void {
    const { activeElement } = this.#root
    if (!(activeElement instanceof HTMLElement)) return
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true })
    else activeElement.blur()
  }

  #remember(from: EventTarget | null): void {
    if (from === this.#host) return
    this.#before = from instanceof HTMLElement ? from : undefined
  }
}
