// The import resolver: what Vite says that an import of a script leads to: another script, or a host module.

import { statSync } from 'node:fs'
import { type ChangedScript, type ImportAddress, moduleEnding } from 'tickswap/hotreload'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'

/** Where an import leads. */
export interface ResolvedImport {
  readonly address: ImportAddress
  /** For a host module: what another module of the page writes to import the very same one, a path or a name. */
  readonly target?: string
}

/** Vite’s resolver has failed. */
export interface FailedImport {
  readonly error: unknown
}

/** What is needed of Vite. */
export interface Resolver {
  /** The id of the module that `specifier` means in the file `importer`, by all of the project's plugins. */
  resolveId(specifier: string, importer: string): Promise<string | undefined>
  /** Whether a module was bundled by Vite's dependency optimizer. */
  isOptimized(id: string): boolean
}

/** What the pipeline knows by itself, as the instances that the game has. */
const builtIn = new Set(['tickswap', 'bitecs'])

/** As long as a path can be. Much longer ones end a native resolver, and the process with it. */
const LONGEST_SPECIFIER = 4_096

/** More imports than projects have: answers for texts of long ago are not kept. */
const MOST_KNOWN = 20_000

/** Resolves imports, and remembers the answers until files come or go. */
export class ImportResolver {
  readonly #folder: ViteScriptFolder
  readonly #resolver: Resolver
  readonly #known = new Map<string, ResolvedImport>()

  constructor(folder: ViteScriptFolder, resolver: Resolver) {
    this.#folder = folder
    this.#resolver = resolver
  }

  /** Undefined if Vite finds nothing. Never rejects. */
  async resolve(
    importer: ChangedScript,
    specifier: string,
  ): Promise<ResolvedImport | FailedImport | undefined> {
    if (specifier.length > LONGEST_SPECIFIER) return undefined
    const key = `${importer.id}\n${specifier}`
    const known = this.#known.get(key)
    if (known) return known
    const resolved = await this.#ask(importer, specifier).catch((error: unknown) => ({ error }))
    if (resolved && 'error' in resolved) return resolved
    if (this.#known.size >= MOST_KNOWN) this.forget()
    if (resolved) this.#known.set(key, resolved)
    return resolved
  }

  /** Forgets all answers: a file came or went. */
  forget(): void {
    this.#known.clear()
  }

  async #ask(importer: ChangedScript, specifier: string): Promise<ResolvedImport | undefined> {
    if (builtIn.has(specifier)) return { address: { kind: 'host', key: specifier } }
    const found = await this.#resolver.resolveId(specifier, this.#folder.pathOf(importer))
    if (found === undefined) return undefined
    const id = withForwardSlashes(withoutVersion(found))
    const script = this.#folder.scriptAt(id)
    if (script) return { address: { kind: 'script', id: script.id } }
    if (!isPath(id) || this.#resolver.isOptimized(found)) {
      // From another module than the script, a relative one would mean something else; and a package has no way out.
      if (specifier.split('/').some((part) => part === '.' || part === '..')) return undefined
      return { address: { kind: 'host', key: specifier }, target: specifier }
    }
    // An alias is resolved even if nothing is there. To load it would bring Vite's overlay over the game.
    if (!isFile(id.replace(/\?.*$/s, ''))) return undefined
    return { address: { kind: 'host', key: this.#hostKey(id, specifier) }, target: id }
  }

  /** A package is known by its name, a module of the project by its path from the scripts' folder. */
  #hostKey(id: string, specifier: string): string {
    if (id.includes('/node_modules/') && !specifier.startsWith('.')) return specifier
    return (this.#folder.relative(id) ?? id).replace(moduleEnding, '')
  }
}

/** Vite's own `?v=` and `?t=` are put back when the id is imported. */
function withoutVersion(id: string): string {
  return id.replace(/([?&])(?:v|t)=[\w.-]+(?:&|$)/g, '$1').replace(/[?&]$/, '')
}

/** Vite would wait for a pipe for ever. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Whether an id, as Vite resolves it, is that of a file, and not a name. */
export function isPath(id: string): boolean {
  return id.startsWith('/') || /^[a-z]:\//i.test(id)
}
