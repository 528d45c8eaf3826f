// Break: one way to break the running game, on purpose. It is done for real.

import type { ScriptText } from 'tickswap/hotreload/adapters'
import type { Game } from '../sim/game.ts'
import type { Witness } from '../view/witness.ts'

/** What a break works with. */
export interface Workshop {
  readonly game: Game
  /** Every script as it runs. */
  readonly running: readonly ScriptText[]
  /** Sees what it does to the frames. */
  readonly witness: Witness
  /**
   * Edits the text that runs, or the first one where `edit` finds nothing to change, and hands it
   * over at once.
   */
  edit(id: string, edit: (text: string) => string): void
  /** Hands over one text, as a save does. */
  report(change: ScriptText): void
  /** Resolves when no text is on its way any more, and the editor shows what runs. */
  settled(): Promise<void>
  /** Puts a sentence in front of what is told next. */
  preface(sentence: string): void
  /** Says what happened. */
  tell(sentence: string): void
}

/** One button. */
export interface Break {
  readonly label: string
  /** What it will do, in a sentence. */
  readonly promise: string
  perform(workshop: Workshop): void | Promise<void>
}
