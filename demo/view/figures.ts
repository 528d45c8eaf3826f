// createFigures: the line of figures below the picture.

/** What the line shows, from left to right. */
const FIGURES = {
  frame: ['frame', 'From one frame to the next: mean of the last two seconds'],
  reload: [
    'reload work, worst',
    'The most that one frame spent on moving creatures to the last version',
  ],
  live: [
    'edit to live',
    'From the text handed over to the new version current. The pause in typing is not counted',
  ],
  outdated: ['outdated', 'Creatures that still run an older version'],
  listeners: ['listeners', 'What scripts took through own, to hear of taps'],
} as const

export type FigureName = keyof typeof FIGURES

/** Sets one figure. The page is touched only if it changed. */
export type SetFigure = (name: FigureName, value: string, isAlarming?: boolean) => void

/** Builds the line inside `parent`. */
export function createFigures(parent: HTMLElement): SetFigure {
  const values = new Map<FigureName, HTMLElement>()
  for (const name of Object.keys(FIGURES).filter(isFigure)) {
    const [label, hint] = FIGURES[name]
    const term = Object.assign(document.createElement('dt'), { textContent: label })
    const value = Object.assign(document.createElement('dd'), { textContent: '–' })
    const figure = Object.assign(document.createElement('div'), {
      className: 'figure',
      title: hint,
    })
    value.setAttribute('data-figure', name)
    figure.append(term, value)
    parent.append(figure)
    values.set(name, value)
  }
  return (name, value, isAlarming = false) => {
    const element = values.get(name)
    if (!element) return
    if (element.textContent !== value) element.textContent = value
    element.classList.toggle('alarming', isAlarming)
  }
}

function isFigure(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name)
}
