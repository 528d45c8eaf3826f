// checkProject: finds mistakes in a project whose effects would be hard to understand later.

import { statSync } from 'node:fs'
import { TickswapError } from 'tickswap'
import { shownLine } from 'tickswap/hotreload'
import type { ResolvedConfig } from 'vite'
import { type ViteScriptFolder, withForwardSlashes } from './vite-script-folder.ts'

export const PLUGIN_NAME = 'vite-plugin-tickswap'

/**
 * Warns if the scripts' folder is missing. It may be created later.
 *
 * @throws TickswapError for a project that cannot work.
 */
export function checkProject(
  { root, plugins, logger }: Pick<ResolvedConfig, 'root' | 'plugins' | 'logger'>,
  folder: ViteScriptFolder,
): void {
  if (plugins.filter(({ name }) => name === PLUGIN_NAME).length > 1) {
    throw new TickswapError(
      'The Vite config has the plugin tickswap() more than once, and each would provide ' +
        '`virtual:tickswap`. A game has one folder of scripts: keep one tickswap(), with the ' +
        'folder that holds all of them.',
    )
  }
  if (`${withForwardSlashes(root)}/`.startsWith(`${folder.root.replace(/\/$/, '')}/`)) {
    throw new TickswapError(
      `The scripts’ folder "${folder.root}" holds the whole project, so the game’s own modules ` +
        'would count as scripts. Put the scripts into a separate folder: ' +
        'tickswap({ scripts: "src/scripts" }).',
    )
  }
  const found = statSync(folder.root, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) {
    throw new TickswapError(
      `The option "scripts" of tickswap() names "${folder.root}", which is a file. Name the ` +
        'folder that holds the scripts.',
    )
  }
  if (!found) {
    logger.warn(
      `[tickswap] The scripts’ folder "${shownLine(folder.root)}" does not exist, so there are no scripts. ` +
        'Create it, or correct the option "scripts", which is relative to Vite’s root.',
    )
  }
}
