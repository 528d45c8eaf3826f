// addChips: a row of buttons, each with a sentence on what it does.

/** One button. */
export interface Chip {
  readonly label: string
  readonly hint: string
  press(): void
}

/**
 * Adds the buttons to `parent`. While one is pointed at or has the focus, `onHint` is told its
 * sentence.
 */
export function addChips(
  parent: HTMLElement,
  chips: readonly Chip[],
  onHint?: (hint: string) => void,
): void {
  for (const { label, hint, press } of chips) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'chip'
    button.textContent = label
    button.setAttribute('aria-description', hint)
    if (!onHint) button.title = hint
    button.addEventListener('pointerenter', () => onHint?.(hint))
    button.addEventListener('focus', () => onHint?.(hint))
    button.addEventListener('click', press)
    parent.append(button)
  }
}
