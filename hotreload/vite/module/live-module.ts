// The live module: the code of `virtual:tickswap` in development, and in builds that can be edited.

import type { GuardedScripts } from 'tickswap/hotreload'
import type { GameScripts } from '../compile/game-scripts.ts'

/** What a live module is made of. */
interface LiveModuleParts extends GameScripts {
  /**
   * Whether scripts are known to import these hosts. Otherwise they are loaded when first needed.
   */
  readonly areHostsSure: boolean
  readonly loopGuard: GuardedScripts
  readonly overlay: boolean
  /** The address with which the HUD opens a place in a script; the place is appended. */
  readonly openEditor: string
  /**
   * The secret by which the development server recognises its pages; undefined without a server.
   */
  readonly secret: string | undefined
}

/** The code; Vite resolves its imports. */
export function liveModule(parts: LiveModuleParts): string {
  const { scripts, waiting, hosts, aliases, areHostsSure, loopGuard, overlay, openEditor, secret } =
    parts
  const isServed = secret !== undefined
  const connect = isServed ? 'connectVite' : 'connectLive'
  const targets = [...hosts]
  const hashes = Object.fromEntries(scripts.map(({ id, hash }) => [id, hash]))
  // As a literal, a name such as __proto__ would set the prototype.
  const settings = { waiting, aliases, loopGuard, overlay, openEditor }
  const ofServer = isServed ? ', hashes, socket, base: import.meta.url' : ''
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
        `  [${JSON.stringify(id)}]: { module: script${index}, file: ${JSON.stringify(file)}, ` +
        `text: ${JSON.stringify(text)} },`,
    ),
    '}',
    'export const hosts = {',
    ...targets.map(([key], index) => `  [${JSON.stringify(key)}]: host${index},`),
    '}',
    isServed
      ? 'export const socket = viteSocket(import.meta.hot, { url: import.meta.url, ' +
        `secret: ${JSON.stringify(secret)} })`
      : 'export const socket = undefined',
    `const hashes = ${parsed(hashes)}`,
    `const settings = ${parsed(settings)}`,
    'export function connectScripts(behaviours, options) {',
    `  const parts = { ...settings, scripts, hosts${ofServer} }`,
    `  return ${connect}(behaviours, parts, options)`,
    '}',
    '',
  ].join('\n')
}

/** Code that makes the value. */
function parsed(value: object): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
}
