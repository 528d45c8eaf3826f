// fitText: the text of a script that Vite may parse.

import { TickswapError } from 'tickswap'
import { codeFrame } from 'tickswap/hotreload'
import type { ChangedScript } from 'tickswap/hotreload/adapters'
import { textProblem } from 'tickswap/hotreload/worker'
import type { ViteScriptFolder } from './vite-script-folder.ts'

/**
 * Undefined if there is no such file.
 *
 * @throws TickswapError for a text that is too large, not UTF-8, or nests too deeply: a parser might
 * end the process.
 */
export async function fitText(
  folder: ViteScriptFolder,
  script: ChangedScript,
): Promise<string | undefined> {
  const text = await folder.read(script)
  const problem = text === undefined ? undefined : textProblem({ ...script, text })
  if (problem) throw new TickswapError(codeFrame(problem))
  return text
}
