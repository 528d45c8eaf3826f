// FocusKeeper: knows where the focus was before it came to the HUD, and gives it back.

/** The way of the focus into the HUD and back. */
export class FocusKeeper {
  readonly #host: HTMLElement
  readonly #root: ShadowRoot
  #before: HTMLElement | undefined

  constructor(host: HTMLElement, root: ShadowRoot, signal: AbortSignal) {
    this.#host = host
    this.#root = root
    // Inside of the shadow tree the focus moves unseen: the host is told only when it comes from outside.
    host.addEventListener('focusin', ({ relatedTarget }) => this.#remember(relatedTarget), {
      signal,
    })
  }

  get isInside(): boolean {
    return this.#root.activeElement !== null
  }

  /** Hands the focus to what had it before; does nothing if it is elsewhere already. */
  giveBack(): void {
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
