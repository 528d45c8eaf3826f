// controls: how many fish there are, whether they move, and what a frame may spend.

import type { Behaviours, Budget } from 'tickswap'
import type { Population } from '../sim/population.ts'
import { input, part } from './part.ts'
import type { Story } from './story.ts'

/** Shares of the slider from 0 to 100 go up by squares, so that small numbers can be met. */
const SLIDER = 100

/** What the budget's slider offers: fish a frame for slow motion, then milliseconds. */
const BUDGETS: readonly Budget[] = [
  { entities: 25 },
  { entities: 200 },
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2,
  4,
]

/** Wires the slider to the population, up to `most`. */
export function addPopulationSlider(population: Population, most: number): void {
  const slider = input('fish')
  const show = () => {
    part('fish-count').textContent = population.count.toLocaleString('en')
  }
  slider.value = String(SLIDER * Math.sqrt(population.count / most))
  slider.addEventListener('input', () => {
    population.resize(Math.round((most * (slider.valueAsNumber / SLIDER) ** 2) / 100) * 100)
    show()
  })
  show()
}

/** Wires the budget's slider, and the switch that takes it away. */
export function addBudgetControls(behaviours: Behaviours, story: Story): void {
  const slider = input('budget')
  const allAtOnce = input('all-at-once')
  const output = part('budget-value')
  slider.max = String(BUDGETS.length - 1)
  slider.value = String(BUDGETS.indexOf(behaviours.budget))

  function apply(): void {
    const chosen = BUDGETS[slider.valueAsNumber] ?? behaviours.budget
    behaviours.budget = allAtOnce.checked ? Number.POSITIVE_INFINITY : chosen
    output.textContent = budgetText(behaviours.budget)
    slider.setAttribute('aria-valuetext', output.textContent)
    slider.disabled = allAtOnce.checked
  }

  function change(): void {
    apply()
    story.tell(consequence(behaviours.budget))
  }

  slider.addEventListener('input', change)
  allAtOnce.addEventListener('change', change)
  apply()
}

/** Wires the pause button. Returns whether the game is paused. */
export function addPauseButton(): () => boolean {
  const button = part('pause')
  button.addEventListener('click', () => {
    button.ariaPressed = String(button.ariaPressed !== 'true')
  })
  return () => button.ariaPressed === 'true'
}

/** What to expect of the next edit. */
function consequence(budget: Budget): string {
  const show = 'Press "Change the state" to see it.'
  if (typeof budget === 'object') {
    return `${budget.entities} fish a frame: a rollout in slow motion. Those in amber still run the old version. ${show}`
  }
  if (Number.isFinite(budget))
    return `An edit may cost a frame ${budget} ms. What does not fit waits for the next one. ${show}`
  return `No budget: the next edit swaps every fish in one frame, as reloads without one do. The more fish, the longer it hangs. ${show}`
}

/** As people read it. */
export function budgetText(budget: Budget): string {
  if (typeof budget === 'object') return `${budget.entities.toLocaleString('en')} fish`
  return Number.isFinite(budget) ? `${budget} ms` : 'none'
}
