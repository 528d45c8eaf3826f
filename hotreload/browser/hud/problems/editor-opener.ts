// editorOpener: what a click on a place in a script does.

import type { SourceLocation } from 'tickswap/hotreload'

/** Opens a place in the editor: a function, or the start of an address, such as Vite's. */
export type OpenEditor = ((location: SourceLocation) => void) | string

/** Opens a place; rejects if the address answers with an error. */
export type EditorOpener = (location: SourceLocation) => Promise<void>

/** `file:line:column` is appended to an address, which is fetched. */
export function editorOpener(open: OpenEditor | undefined): EditorOpener | undefined {
  if (open === undefined) return undefined
  if (typeof open === 'function') return async (location) => open(location)
  return async (location) => {
    const response = await fetch(open + encodeURIComponent(placeText(location)))
    if (!response.ok) throw new Error(`${open} answered with ${response.status}.`)
  }
}

/** `npc/wander.ts:12:9` */
export function placeText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`
}
