// createFigures: the line of figures below the picture.

/** What the line shows, from left to right. */
const FIGURES = {
  outdated: ['outdated', 'Creatures that still run an older version'],
  frame: ['frame', 'From one frame to the next: mean of the last two seconds'],
  worstFrame: ['worst frame', 'The longest of the last 120 frames'],
  reload: ['reload work, worst', 'The most that one frame spent on moving creatures to the last version'],
  budget: ['budget', 'What one frame may spend on that'],
  live: [
    'edit to live',
    'From the text handed over to the new version current. The pause in typing is not counted',
  ],
} as const

export type FigureName = keyof typeof FIGURES

/** Sets one figure. The page is touched only if it changed. */
export type SetFigure = (name: FigureName, value: string) => void

/** Builds the line inside `parent`. */
export function createFigures(parent: HTMLElement): SetFigure {
  const values = new Map<FigureName, HTMLElement>()
  for (const name of Object.keys(FIGURES).filter(isFigure)) {
    const [label, hint] = FIGURES[name]
    const term = Object.assign(document.createElement('dt'), { textContent: label })
    const value = Object.assign(document.createElement('dd'), { textContent: '–' })
    const figure = Object.assign(document.createElement('div'), { className: 'figure', title: hint })
    value.setAttribute('data-figure', name)
    figure.append(term, value)
    parent.append(figure)
    values.set(name, value)
  }
  return (name, value) => {
    const element = values.get(name)
    if (element && element.textContent !== value) element.textContent = value
  }
}

function isFigure(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name)
}
