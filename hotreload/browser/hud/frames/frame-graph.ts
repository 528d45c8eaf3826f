// FrameGraph: the frames of the game with the budget, as a picture and in words.

import type { Budget, Milliseconds } from 'tickswap'
import { element, setText } from '../elements/element.ts'
import { FrameCanvas, heightOf } from './frame-canvas.ts'
import type { FrameTimes } from './frame-times.ts'

/** The length of a frame at 60 frames a second. */
const SMOOTH_MILLISECONDS = 1000 / 60

/** The picture and its legend. */
export class FrameGraph {
  readonly element: HTMLElement
  readonly #times: FrameTimes
  readonly #canvas: FrameCanvas
  readonly #frameKey = element('span', { class: 'key frame-key' })
  readonly #workKey = element('span', { class: 'key work-key' })
  readonly #frame = element('span')
  readonly #work = element('span')
  readonly #budget = element('span', { class: 'line budget-line', 'aria-hidden': 'true' })
  readonly #smooth = element('span', { class: 'line', 'aria-hidden': 'true' }, '16.7 ms')

  constructor(times: FrameTimes) {
    this.#times = times
    this.#canvas = new FrameCanvas(times)
    this.#canvas.element.ariaHidden = 'true'
    this.#smooth.style.bottom = percent(heightOf(SMOOTH_MILLISECONDS))
    this.element = element(
      'figure',
      { class: 'frames', 'aria-label': 'Frame times' },
      element('div', { class: 'plot' }, this.#canvas.element, this.#smooth, this.#budget),
      element(
        'figcaption',
        {},
        element('span', {}, this.#frameKey, this.#frame),
        element('span', {}, this.#workKey, this.#work),
      ),
    )
  }

  /** Draws the bars again. */
  draw(): void {
    this.#canvas.draw()
  }

  /** Updates words, lines and colours. */
  update(budget: Budget): void {
    const { mean, longest, worstWork } = this.#times.stats()
    setText(this.#frame, `frame ${inTenths(mean)}, longest ${inTenths(longest)} ms`)
    setText(this.#work, `reload work ≤ ${worstWork.toFixed(2)} ${budgetText(budget)}`)
    const isLine = typeof budget === 'number' && Number.isFinite(budget)
    this.#budget.hidden = !isLine
    if (isLine) {
      this.#budget.style.bottom = percent(heightOf(budget))
      setText(this.#budget, `${budget} ms`)
    }
    this.#canvas.setColours(colourOf(this.#frameKey), colourOf(this.#workKey))
  }

  close(): void {
    this.#canvas.close()
  }
}

function budgetText(budget: Budget): string {
  if (typeof budget === 'object') return `ms, budget ${budget.entities} entities`
  return Number.isFinite(budget) ? `of ${budget} ms` : 'ms, no budget limit'
}

function inTenths(milliseconds: Milliseconds): string {
  return milliseconds.toFixed(1)
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)}%`
}

/** A canvas has no access to style sheets, so it takes the colours of the legend. */
function colourOf(key: HTMLElement): string {
  return getComputedStyle(key).backgroundColor
}
