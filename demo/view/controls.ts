// addControls: how many creatures there are, and whether they move.

import type { Population } from '../sim/population.ts'
import { part } from './part.ts'

/** Wires the slider to the population. */
export function addPopulationSlider(population: Population): void {
  const slider = part('creatures')
  if (!(slider instanceof HTMLInputElement)) throw new Error('"creatures" in index.html is no slider.')
  const show = () => {
    part('count').textContent = population.count.toLocaleString('en')
  }
  slider.value = String(population.count)
  slider.addEventListener('input', () => {
    population.resize(slider.valueAsNumber)
    show()
  })
  show()
}

/** Wires the pause button. Returns whether the game is paused. */
export function addPauseButton(): () => boolean {
  const button = part('pause')
  button.addEventListener('click', () => {
    button.ariaPressed = String(button.ariaPressed !== 'true')
  })
  return () => button.ariaPressed === 'true'
}
