// The import resolver: which script or host module an import leads to, according to Vite.

import { statSync } from 'node:fs'
import {
  type ChangedScript,
  type ImportAddress,
  moduleExtension,
} from 'tickswap/hotreload/adapters'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'

/** Where an import leads. */
interface ResolvedImport {
  readonly address: ImportAddress
  /**
   * For a host module: the path or name by which another module of the page imports the same
   * instance.
   */
  readonly target?: string
}

/** Vite’s resolver failed. */
interface FailedImport {
  readonly error: unknown
}

/** The part of Vite that is used. */
interface Resolver {
  /**
   * The id of the module that `specifier` means in the file `importer`, by all plugins of the
   * project.
   */
  resolveId(specifier: string, importer: string): Promise<string | undefined>
  /** Whether Vite's dependency optimizer bundled the module. */
  isOptimized(id: string): boolean
}

/** Hosts that the pipeline provides itself, as the game's instances. */
const builtIn = new Set(['tickswap', 'bitecs'])

/**
 * The longest path there can be. Much longer ones crash a native resolver, and the process with it.
 */
const MAX_SPECIFIER_LENGTH = 4_096

/** More imports than projects have, so that results for old texts do not pile up. */
const MAX_CACHED = 20_000

/** Resolves imports, and caches the results until files are added or removed. */
export class ImportResolver {
  readonly #folder: ViteScriptFolder
  readonly #resolver: Resolver
  readonly #cache = new Map<string, ResolvedImport>()

  constructor(folder: ViteScriptFolder, resolver: Resolver) {
    this.#folder = folder
    this.#resolver = resolver
  }

  /** Undefined if Vite finds nothing. Never rejects. */
  async resolve(
    importer: ChangedScript,
    specifier: string,
  ): Promise<ResolvedImport | FailedImport | undefined> {
    if (specifier.length > MAX_SPECIFIER_LENGTH) return undefined
    const key = `${importer.id}\n${specifier}`
    const cached = this.#cache.get(key)
    if (cached) return cached
    const resolved = await this.#resolve(importer, specifier).catch((error: unknown) => ({ error }))
    if (resolved && 'error' in resolved) return resolved
    if (this.#cache.size >= MAX_CACHED) this.clearCache()
    if (resolved) this.#cache.set(key, resolved)
    return resolved
  }

  /** Call it when a file was added or removed. */
  clearCache(): void {
    this.#cache.clear()
  }

  async #resolve(importer: ChangedScript, specifier: string): Promise<ResolvedImport | undefined> {
    if (builtIn.has(specifier)) return { address: { kind: 'host', key: specifier } }
    const found = await this.#resolver.resolveId(specifier, this.#folder.pathOf(importer))
    if (found === undefined) return undefined
    const id = withForwardSlashes(withoutVersion(found))
    const script = this.#folder.scriptAt(id)
    if (script) return { address: { kind: 'script', id: script.id } }
    if (!isPath(id) || this.#resolver.isOptimized(found)) {
      // In another module than the script, a relative specifier means something else, and a package
      // cannot be left.
      if (specifier.split('/').some((part) => part === '.' || part === '..')) return undefined
      return { address: { kind: 'host', key: specifier }, target: specifier }
    }
    // An alias resolves even if there is no file. Loading it would show Vite's overlay over the
    // game.
    if (!isFile(id.replace(/\?.*$/s, ''))) return undefined
    return { address: { kind: 'host', key: this.#hostKey(id, specifier) }, target: id }
  }

  /**
   * The key of a package is its name, that of a module of the project its path from the scripts'
   * folder.
   */
  #hostKey(id: string, specifier: string): string {
    if (id.includes('/node_modules/') && !specifier.startsWith('.')) return specifier
    return (this.#folder.relative(id) ?? id).replace(moduleExtension, '')
  }
}

/** Vite adds its `?v=` and `?t=` again when the id is imported. */
function withoutVersion(id: string): string {
  return id.replace(/([?&])(?:v|t)=[\w.-]+(?:&|$)/g, '$1').replace(/[?&]$/, '')
}

/** Vite would wait for a pipe forever. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Whether an id that Vite resolved is a file's path, and not a name. */
export function isPath(id: string): boolean {
  return id.startsWith('/') || /^[a-z]:\//i.test(id)
}
