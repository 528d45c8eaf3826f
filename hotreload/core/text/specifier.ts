// Specifiers: what an import's specifier may mean in the script that writes it.

/** Candidates, best match first. Scripts come before hosts. */
export interface SpecifierCandidates {
  /** Script ids; none if the specifier leads out of the scripts' root, or is a bare name. */
  readonly scripts: readonly string[]
  /** Host keys, such as `../components` or `three`. */
  readonly hosts: readonly string[]
}

/**
 * By which other names scripts and host modules may be imported. Like an import map: what a
 * specifier begins with, and the path from the scripts' folder that stands for it. A name that does
 * not end with a slash stands for one module. The longest that fits counts.
 *
 * @example `{ '@/scripts/': './', '@/': '../', settings: '../settings' }`
 */
export type ScriptAliases = Readonly<Record<string, string>>

/** What a specifier may end in and mean the same: `./steer`, `./steer.ts`, `./steer.js`. */
export const moduleExtension = /\.(?:ts|tsx|mts|js|jsx|mjs)$/

/** The candidates for `specifier` in the script `importer`. Whether they exist is not checked. */
export function specifierCandidates(importer: string, specifier: string): SpecifierCandidates {
  if (!isRelative(specifier)) return { scripts: [], hosts: [specifier] }
  const path = join(importer.split('/').slice(0, -1), specifier.split('/'))
  const plain = path.replace(moduleExtension, '')
  const index = plain === '' ? 'index' : `${plain}/index`
  const candidates = [...new Set([plain, path, index])].filter((candidate) => candidate !== '')
  if (path.startsWith('..')) return { scripts: [], hosts: candidates }
  return { scripts: candidates, hosts: candidates.map((candidate) => `./${candidate}`) }
}

/** The form in which a host's key is kept: `../components.ts` and `../components` are one host. */
export function hostKey(key: string): string {
  if (!isRelative(key)) return key
  const path = join([], key.split('/')).replace(moduleExtension, '')
  return path.startsWith('..') ? path : `./${path}`
}

/** Whether a specifier is a path, and not a bare name. */
export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier)
}

/** Joins path segments; what leads out of the root stays in front as `..`. */
function join(folder: readonly string[], segments: readonly string[]): string {
  const path = [...folder]
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue
    if (segment === '..' && path.length > 0 && path.at(-1) !== '..') path.pop()
    else path.push(segment)
  }
  return path.join('/')
}
