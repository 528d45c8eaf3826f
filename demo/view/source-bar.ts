// createSourceBar: opens a folder of the user's disk, so that their own editor edits the game, and
// saves to it.

import { errorMessage } from 'tickswap'
import type { ScriptText } from 'tickswap/hotreload/adapters'
import type { FolderSource } from 'tickswap/hotreload/browser'
import { part } from './part.ts'
import type { Story } from './story.ts'

/** What `createSourceBar` takes. */
export interface SourceBarParts {
  readonly folder: FolderSource
  readonly story: Story
  /** Every script as it stands in the editor. */
  texts(): readonly ScriptText[]
}

/** Wires the bar. Returns what brings it up to date. */
export function createSourceBar({ folder, story, texts }: SourceBarParts): () => void {
  const save = part('save-folder')
  const state = part('source-state')

  async function open(): Promise<void> {
    const isOpen = await folder.open()
    if (!isOpen) return
    story.tell(
      `"${folder.folder}" is open. What you save there goes live; what you type here stays here.`,
      'good',
    )
  }

  async function saveAll(): Promise<void> {
    const scripts = texts()
    await folder.saveToFolder(scripts)
    story.tell(
      `${scripts.length} scripts are in "${folder.folder}". Open them in your editor.`,
      'good',
    )
  }

  function tellError(error: unknown): void {
    story.tell(errorMessage(error), 'bad')
  }

  part('open-folder').addEventListener('click', () => open().then(show).catch(tellError))
  save.addEventListener('click', () => saveAll().then(show).catch(tellError))

  function show(): void {
    const text = stateText(folder)
    if (state.textContent !== text) state.textContent = text
    save.hidden = folder.folder === undefined
  }

  show()
  return show
}

function stateText({ folder, mode }: FolderSource): string {
  if (folder === undefined) return 'Or in your own editor:'
  return mode === 'observing' ? `Follows "${folder}".` : `Follows "${folder}", by looking.`
}
