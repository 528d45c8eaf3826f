// createProblemList: the problems that stand, each a button that leads to its place.

import type { Diagnostic } from 'tickswap/hotreload'
import { problemText } from './problem.ts'

/** Shows these problems, and no others. */
export type ListProblems = (problems: readonly Diagnostic[]) => void

/** Builds the list inside `parent`. */
export function createProblemList(
  parent: HTMLElement,
  onReveal: (problem: Diagnostic) => void,
): ListProblems {
  return (problems) =>
    parent.replaceChildren(...problems.map((problem) => entry(problem, onReveal)))
}

function entry(problem: Diagnostic, onReveal: (problem: Diagnostic) => void): HTMLElement {
  const text = { type: 'button', className: 'problem', textContent: problemText(problem) }
  const element = Object.assign(document.createElement('button'), text)
  element.addEventListener('click', () => onReveal(problem))
  return element
}
