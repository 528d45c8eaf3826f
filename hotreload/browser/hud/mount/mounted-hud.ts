// MountedHud: puts the parts of the HUD together, with their refresh and their keys.

import type { Milliseconds } from 'tickswap'
import { type HotReload, notify } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'
import { lessMotion } from '../elements/less-motion.ts'
import { FrameSampler } from '../frames/frame-sampler.ts'
import { FrameTimes } from '../frames/frame-times.ts'
import { Panel } from '../panel/panel.ts'
import { Pill } from '../panel/pill.ts'
import { editorOpener } from '../problems/editor-opener.ts'
import { snapshotOf } from '../scripts/health.ts'
import { Announcer } from '../stage/announcer.ts'
import { FocusKeeper } from '../stage/focus-keeper.ts'
import { shieldInput } from '../stage/input-shield.ts'
import { readShortcut, type Shortcut } from '../stage/shortcut.ts'
import { createStage } from '../stage/stage.ts'
import { Toasts } from '../toasts/toasts.ts'
import type { Hud, HudOptions } from './hud.ts'

const REFRESH_MILLISECONDS = 250

/** How many refreshes pass between two drawings, for people who asked for less motion. */
const LESS_MOTION_REFRESHES = 4

/** The pill shows about the last second. */
const PILL_FRAMES = 60

/** What `mountHud` returns. */
export class MountedHud implements Hud {
  readonly element: HTMLElement
  readonly notifier: Toasts
  readonly #hot: HotReload
  readonly #lifetime = new AbortController()
  readonly #focus: FocusKeeper
  readonly #times: FrameTimes
  readonly #sampler: FrameSampler
  readonly #panel: Panel
  readonly #pill: Pill
  readonly #unsubscribe: () => void
  readonly #lessMotion = lessMotion()
  #refreshes = 0

  constructor(hot: HotReload, options: HudOptions) {
    const { shortcut } = options
    // What may throw comes before anything is in the page.
    const isShortcut = shortcut === false ? undefined : readShortcut(shortcut)
    this.#times = new FrameTimes(options.frames)
    const { signal } = this.#lifetime
    const { host, root, isAtTop } = createStage(options, signal)
    const openEditor = editorOpener(options.openEditor)
    const announcer = new Announcer()
    this.element = host
    this.#hot = hot
    this.#focus = new FocusKeeper(host, root, signal)
    this.#sampler = new FrameSampler(hot.behaviours, this.#times, () => this.#onFrame())
    this.#panel = new Panel({ hot, times: this.#times, openEditor, onClose: () => this.#leave() })
    this.#pill = new Pill((byKeyboard) => (this.isOpen ? this.#leave() : this.#enter(byKeyboard)))
    this.notifier = new Toasts({ announcer, focus: this.#focus, openEditor })
    this.#unsubscribe = notify(hot, this.notifier)
    const parts = [this.notifier.element, this.#panel.element, this.#pill.element]
    // The focus moves from the top to the bottom, wherever the pill is.
    if (isAtTop) parts.reverse()
    root.append(element('div', { class: 'stack' }, ...parts), announcer.element)
    shieldInput(host, signal)
    this.#listen(root, isShortcut)
    this.#start(options.open ?? false)
  }

  get isOpen(): boolean {
    return !this.#panel.element.hidden
  }

  toggle(isOpen = !this.isOpen): void {
    if (this.#lifetime.signal.aborted) return
    if (!isOpen && this.#panel.element.matches(':focus-within')) this.#focus.restore()
    this.#panel.element.hidden = !isOpen
    this.#pill.isExpanded = isOpen
    this.#refresh()
  }

  recordFrame(milliseconds: Milliseconds): void {
    this.#sampler.record(milliseconds)
  }

  close(): void {
    this.#focus.restore()
    this.#lifetime.abort()
    this.#unsubscribe()
    this.#panel.close()
  }

  #start(isOpen: boolean): void {
    const { signal } = this.#lifetime
    const timer = setInterval(() => this.#refresh(), REFRESH_MILLISECONDS)
    signal.addEventListener('abort', () => clearInterval(timer))
    this.#sampler.start(signal)
    this.toggle(isOpen)
  }

  #listen(root: ShadowRoot, isShortcut: Shortcut | undefined): void {
    const { signal } = this.#lifetime
    root.addEventListener('keydown', (event) => this.#onKey(event), { signal })
    if (!isShortcut) return
    const onShortcut = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (event.repeat) return
      if (this.isOpen && this.#focus.isInside) this.#leave()
      else this.#enter(true)
    }
    addEventListener('keydown', onShortcut, { signal, capture: true })
  }

  #onKey(event: Event): void {
    if (event instanceof KeyboardEvent && event.key === 'Escape') this.#leave()
  }

  #enter(byKeyboard: boolean): void {
    this.toggle(true)
    if (byKeyboard) this.#panel.element.focus()
  }

  #leave(): void {
    this.toggle(false)
    this.#focus.restore()
  }

  #onFrame(): void {
    if (this.isOpen && !this.#lessMotion.matches) this.#panel.draw()
  }

  /** Updates what is visible. */
  #refresh(): void {
    if (document.hidden) return
    const snapshot = snapshotOf(this.#hot)
    this.#pill.update(snapshot.health, this.#times.stats(PILL_FRAMES).worstWork)
    if (!this.isOpen) return
    this.#panel.update(snapshot)
    this.#refreshes += 1
    if (this.#lessMotion.matches && this.#refreshes % LESS_MOTION_REFRESHES === 1)
      this.#panel.draw()
  }
}
