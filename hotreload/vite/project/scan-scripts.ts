// scanScripts: what Vite's search for packages reads of the scripts before the first page.

import { textProblem } from 'tickswap/hotreload/worker'
import * as vite from 'vite'
import type { ViteScriptFolder } from './vite-script-folder.ts'

const SCRIPT_FILE = /\.(?:ts|tsx|mts|js|jsx)$/
const LANGUAGE = /(?:ts|js)x?$/

/** The part of esbuild's plugin API that is used. Vite 6 and 7 search with esbuild. */
interface EsbuildPluginBuild {
  onLoad(
    options: { readonly filter: RegExp },
    load: (file: { readonly path: string }) => Promise<EsbuildContents | undefined>,
  ): void
}

interface EsbuildContents {
  readonly contents: string
  readonly loader: 'ts' | 'tsx' | 'js' | 'jsx'
}

/**
 * Vite would open whatever is named like a script, a pipe or a device too, and parse it. With these
 * options of "optimizeDeps" it gets the texts that are scripts, and nothing of the others.
 */
export function scanScripts(folder: () => ViteScriptFolder): object {
  const name = 'tickswap:scan'
  if ('transformWithOxc' in vite) {
    const load = async (id: string) => {
      const text = await scannedText(folder(), id)
      return text && { code: text.contents, moduleType: text.loader }
    }
    return { rolldownOptions: { plugins: [{ name, load }] } }
  }
  const setup = (build: EsbuildPluginBuild) =>
    build.onLoad({ filter: SCRIPT_FILE }, ({ path }) => scannedText(folder(), path))
  return { esbuildOptions: { plugins: [{ name, setup }] } }
}

/** Undefined for files that are none of the folder's scripts. */
async function scannedText(
  folder: ViteScriptFolder,
  path: string,
): Promise<EsbuildContents | undefined> {
  const script = folder.named(path)
  if (!script) return undefined
  const text = await folder.read(script).catch(() => undefined)
  const isFit = text !== undefined && !textProblem({ ...script, text })
  return { contents: isFit ? text : '', loader: loaderOf(script.file) }
}

function loaderOf(file: string): EsbuildContents['loader'] {
  const language = LANGUAGE.exec(file)?.[0]
  return language === 'tsx' || language === 'js' || language === 'jsx' ? language : 'ts'
}
