// The live module: the code of `virtual:tickswap` while the game is developed, and in builds that can be edited.

import type { GuardedScripts } from 'tickswap/hotreload'
import type { GameScripts } from '../compile/game-scripts.ts'

/** What a live module is made of. */
export interface LiveModuleParts extends GameScripts {
  /** Whether scripts surely import these hosts. Else they are loaded when they are first needed. */
  readonly areHostsSure: boolean
  readonly loopGuard: GuardedScripts
  readonly overlay: boolean
  /** What the HUD opens places in scripts with: an address that the place is added to. */
  readonly openEditor: string
  /** What the development server that pushes changes knows its pages by; undefined if there is none. */
  readonly secret: string | undefined
}

/** The code, for Vite to resolve its imports. */
export function liveModule(parts: LiveModuleParts): string {
  const { scripts, waiting, hosts, aliases, areHostsSure, loopGuard, overlay, openEditor, secret } =
    parts
  const isServed = secret !== undefined
  const connect = isServed ? 'connectVite' : 'connectLive'
  const targets = [...hosts]
  const url = 'import.meta.url'
  return [
    `import { ${connect}${isServed ? ', viteSocket' : ''} } from 'tickswap/hotreload/browser'`,
    ...scripts.map(({ path }, index) => `import * as script${index} from ${JSON.stringify(path)}`),
    ...targets.map(([, target], index) =>
      areHostsSure
        ? `import * as host${index} from ${JSON.stringify(target)}`
        : `const host${index} = () => import(${JSON.stringify(target)})`,
    ),
    'export const scripts = {',
    ...scripts.map(
      ({ id, file, text }, index) =>
        `  ${JSON.stringify(id)}: { module: script${index}, file: ${JSON.stringify(file)}, text: ${JSON.stringify(text)} },`,
    ),
    '}',
    'export const hosts = {',
    ...targets.map(([key], index) => `  ${JSON.stringify(key)}: host${index},`),
    '}',
    isServed
      ? `export const socket = viteSocket(import.meta.hot, { url: ${url}, secret: ${JSON.stringify(secret)} })`
      : 'export const socket = undefined',
    `const hashes = ${JSON.stringify(Object.fromEntries(scripts.map(({ id, hash }) => [id, hash])))}`,
    `const settings = ${JSON.stringify({ waiting, aliases, loopGuard, overlay, openEditor })}`,
    'export function connectScripts(behaviours, options) {',
    `  return ${connect}(behaviours, { ...settings, scripts, hosts${isServed ? `, hashes, socket, base: ${url}` : ''} }, options)`,
    '}',
    '',
  ].join('\n')
}
