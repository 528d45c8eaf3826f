// The shipped module: `virtual:tickswap` in a build, only the scripts as ordinary modules.

import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** The code; Vite resolves its imports. */
export async function shippedModule(folder: ViteScriptFolder): Promise<string> {
  const scripts = await scriptsWithDefault(folder)
  return [
    `import { isDefinition } from 'tickswap'`,
    ...scripts.map(({ path }, index) => `import * as script${index} from ${JSON.stringify(path)}`),
    'const defaults = {',
    ...scripts.map(({ id }, index) => `  [${JSON.stringify(id)}]: script${index}.default,`),
    '}',
    'export const scripts = {}',
    'export const hosts = {}',
    'export const socket = undefined',
    'export function connectScripts(behaviours) {',
    '  for (const [id, definition] of Object.entries(defaults)) {',
    '    if (isDefinition(definition) && !behaviours.has(id)) behaviours.register(id, definition)',
    '  }',
    '}',
    '',
  ].join('\n')
}

/**
 * Helpers come with their importers. A text that only seems to have a default export does no harm.
 */
async function scriptsWithDefault(folder: ViteScriptFolder) {
  const { scripts } = await folder.list()
  const read = scripts.map(async (script) => ({
    id: script.id,
    path: folder.pathOf(script),
    text: (await folder.read(script)) ?? '',
  }))
  return (await Promise.all(read)).filter(({ text }) =>
    /\bexport\s+default\b|\bas\s+default\b/.test(text),
  )
}
