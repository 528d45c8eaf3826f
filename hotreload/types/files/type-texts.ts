// textsInParts: sends a game's type files to the worker in parts that do not block a frame.

import type { TypeTexts } from './memory-files.ts'

/** By path: a file's text, or a function that loads it, as Vite's `import.meta.glob` returns it. */
export type LazyTypeTexts = Readonly<Record<string, string | (() => Promise<string>)>>

/**
 * Texts by path (see `TypeTexts`), a function that loads them when types are first checked, or the
 * address of a JSON file of them, which the worker fetches itself.
 */
export type TypeTextSource = LazyTypeTexts | (() => LazyTypeTexts | Promise<LazyTypeTexts>) | URL

/** Copying so many characters to the worker takes well under a millisecond. */
const CHARACTERS_AT_ONCE = 400_000

/** The texts, in parts of about `CHARACTERS_AT_ONCE`. */
export async function* textsInParts(
  source: Exclude<TypeTextSource, URL>,
): AsyncGenerator<TypeTexts> {
  const texts = await loaded(typeof source === 'function' ? await source() : source)
  let part: Record<string, string> = {}
  let size = 0
  for (const [path, text] of texts) {
    part[path] = text
    size += text.length
    if (size < CHARACTERS_AT_ONCE) continue
    yield part
    part = {}
    size = 0
  }
  yield part
}

async function loaded(
  texts: LazyTypeTexts,
): Promise<readonly (readonly [path: string, text: string])[]> {
  const loads = Object.entries(texts).map(async ([path, text]) => {
    return [path, typeof text === 'string' ? text : await text()] as const
  })
  return Promise.all(loads)
}
