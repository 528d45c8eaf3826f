// createStory: what happened, in a sentence or two, below the editor.

export type Tone = 'calm' | 'good' | 'bad'

/** The sentence below the editor. */
export interface Story {
  tell(sentence: string, tone?: Tone): void
  /** Adds a sentence to what was told last. */
  append(sentence: string): void
  /** Puts a sentence in front of what is told next. */
  preface(sentence: string): void
}

/** Fills `parent`. */
export function createStory(parent: HTMLElement): Story {
  let before = ''
  return {
    tell(sentence, tone = 'calm') {
      parent.textContent = `${before} ${sentence}`.trim()
      parent.className = tone
      before = ''
    },
    append(sentence) {
      parent.textContent += ` ${sentence}`
    },
    preface(sentence) {
      before = sentence
    },
  }
}
