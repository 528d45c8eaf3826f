// addExampleChips: one button per example edit.

import type { Example } from '../examples.ts'

/** Adds the buttons to `parent`. */
export function addExampleChips(
  parent: HTMLElement,
  examples: readonly Example[],
  onTry: (example: Example) => void,
): void {
  for (const example of examples) {
    const chip = document.createElement('button')
    chip.type = 'button'
    chip.className = 'chip'
    chip.textContent = example.label
    chip.title = example.hint
    chip.addEventListener('click', () => onTry(example))
    parent.append(chip)
  }
}
