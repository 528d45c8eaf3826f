// createMessages: one sentence on what happened, and the problems that stand, below the editor.

import type { Diagnostic } from 'tickswap/hotreload'
import { problemText } from './problem.ts'

/** The messages below the editor. */
export interface Messages {
  tell(sentence: string, tone?: 'calm' | 'bad'): void
  list(problems: readonly Diagnostic[]): void
}

/** Builds them inside `parent`. A click on a problem leads to its place. */
export function createMessages(parent: HTMLElement, onReveal: (problem: Diagnostic) => void): Messages {
  const sentence = document.createElement('div')
  let listed: readonly HTMLElement[] = []
  parent.append(sentence)
  return {
    tell(text, tone = 'calm') {
      sentence.textContent = text
      sentence.className = tone
    },
    list(problems) {
      for (const element of listed) element.remove()
      listed = problems.map((problem) => {
        const text = { type: 'button', className: 'problem', textContent: problemText(problem) }
        const element = Object.assign(document.createElement('button'), text)
        element.addEventListener('click', () => onReveal(problem))
        return element
      })
      parent.append(...listed)
    },
  }
}
