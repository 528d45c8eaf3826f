// FrameCanvas: draws the last frames as bars, with the hot-reload work at the bottom of each.

import type { Milliseconds } from 'tickswap'
import { element } from '../elements/element.ts'
import type { FrameTimes } from './frame-times.ts'

/** Longer frames are cut off. */
const TOP_MILLISECONDS = 50

/** The height of a time, from 0 to 1. A square root, to show half a millisecond beside 16. */
export function heightOf(milliseconds: Milliseconds): number {
  return Math.sqrt(Math.min(1, milliseconds / TOP_MILLISECONDS))
}

/** A canvas in device pixels. */
export class FrameCanvas {
  readonly element = element('canvas')
  readonly #times: FrameTimes
  readonly #observer = new ResizeObserver(() => this.#resize())
  readonly #context = this.element.getContext('2d')
  #frameColour = ''
  #workColour = ''

  constructor(times: FrameTimes) {
    this.#times = times
    this.#observer.observe(this.element)
  }

  /** Computed CSS colours. */
  setColours(frame: string, work: string): void {
    this.#frameColour = frame
    this.#workColour = work
  }

  /** Allocates nothing: it may be called every frame. */
  draw(): void {
    const context = this.#context
    if (!context) return
    context.clearRect(0, 0, this.element.width, this.element.height)
    context.fillStyle = this.#frameColour
    for (let back = 0; back < this.#times.length; back++)
      this.#bar(context, back, this.#times.frame(back))
    context.fillStyle = this.#workColour
    for (let back = 0; back < this.#times.length; back++)
      this.#bar(context, back, this.#times.work(back))
  }

  close(): void {
    this.#observer.disconnect()
  }

  /** On whole pixels, for sharp edges. */
  #bar(context: CanvasRenderingContext2D, back: number, milliseconds: Milliseconds): void {
    if (milliseconds === 0) return
    const { width, height } = this.element
    const { capacity } = this.#times
    const right = Math.round(width * (1 - back / capacity))
    const left = Math.round(width * (1 - (back + 1) / capacity))
    const top = Math.ceil(height * heightOf(milliseconds))
    context.fillRect(left, height - top, right - left, top)
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.element
    this.element.width = Math.round(clientWidth * devicePixelRatio)
    this.element.height = Math.round(clientHeight * devicePixelRatio)
    this.draw()
  }
}
