// The script compiler: a text to code, natively, with the addresses that Vite's resolver gives to its imports.

import type {
  ChangedScript,
  CompiledModule,
  CompileRequest,
  CompileResult,
  CompileService,
  GuardedScripts,
  ModuleImport,
} from 'tickswap/hotreload'
import { createCompileService } from 'tickswap/hotreload/worker'
import type { ImportResolver } from './import-resolver.ts'
import { nativeTransform } from './native-transform.ts'
import { textHash } from './text-hash.ts'

/** The specifiers of `import … from '…'`, `export … from '…'` and `import '…'`. */
const IMPORTS = /\b(?:from|import)\s*['"]([^'"\n]+)['"]/g

/** What a script compiler is made of. */
export interface ScriptCompilerParts {
  /** Undefined if there is no native compiler: then the page compiles. */
  readonly service: CompileService | undefined
  readonly resolver: ImportResolver
  /** The URL under which the page can load a host module. */
  readonly hostUrl: (target: string) => string
  readonly onFailure: (error: unknown) => void
}

/** What is known of a text: its code, and what it imports. */
export interface CompiledScript {
  /** Undefined if there is no native compiler, or it failed. */
  readonly result: CompileResult | undefined
  /** What another module of the page writes to import its host modules, by key. */
  readonly targets: Readonly<Record<string, string>>
  /** The URLs of the same, for a page that runs already. */
  readonly hosts: Readonly<Record<string, string>>
}

/** The native compile service of a project, or undefined if its Vite brings no compiler. */
export async function nativeService(
  projectRoot: string,
  loopGuard: GuardedScripts,
): Promise<CompileService | undefined> {
  const transform = await nativeTransform(projectRoot)
  return transform && createCompileService({ transform, loopGuard, hash: textHash })
}

export class ScriptCompiler {
  readonly #parts: ScriptCompilerParts

  constructor(parts: ScriptCompilerParts) {
    this.#parts = parts
  }

  get isNative(): boolean {
    return this.#parts.service !== undefined
  }

  /** Never rejects: where the native compiler fails, the page has one. */
  async compile(request: CompileRequest): Promise<CompiledScript> {
    const result = await this.#compileNatively(request)
    if (result && !result.ok) return { result, targets: {}, hosts: {} }
    const targets: Record<string, string> = {}
    const module = result && (await this.#address(result.module, targets))
    if (!module) await this.#resolveWritten(request, targets)
    const urls = Object.entries(targets).map(([key, target]) => [key, this.#parts.hostUrl(target)])
    return { result: module && { ...result, module }, targets, hosts: Object.fromEntries(urls) }
  }

  async #compileNatively(request: CompileRequest): Promise<CompileResult | undefined> {
    try {
      return await this.#parts.service?.compile(request)
    } catch (error) {
      this.#parts.onFailure(error)
      return undefined
    }
  }

  async #address(module: CompiledModule, targets: Record<string, string>): Promise<CompiledModule> {
    const imports = await Promise.all(module.imports.map((entry) => this.#addressOne(module, entry, targets)))
    return { ...module, imports }
  }

  /** What a text that nobody has compiled seems to import. Hosts are loaded when they are needed: more do no harm. */
  async #resolveWritten(request: CompileRequest, targets: Record<string, string>): Promise<void> {
    const specifiers = [...request.text.matchAll(IMPORTS)].flatMap(([, specifier]) => specifier ?? [])
    await Promise.all(
      specifiers.map((specifier) => this.#addressOne(request, { specifier, names: [] }, targets)),
    )
  }

  async #addressOne(
    importer: ChangedScript,
    entry: ModuleImport,
    targets: Record<string, string>,
  ): Promise<ModuleImport> {
    const { specifier } = entry
    const resolved = await this.#parts.resolver.resolve(importer, specifier)
    if (!resolved) return entry
    const { address, target } = resolved
    if (target === undefined || address.kind === 'script') return { ...entry, address }
    targets[address.key] = target
    // By its alias too, for texts that the page compiles by itself.
    if (!specifier.startsWith('.')) targets[specifier] = target
    return { ...entry, address }
  }
}
