// The script compiler: compiles a text natively, and addresses its imports as Vite's resolver does.

import { errorMessage } from 'tickswap'
import type { Diagnostic, GuardedScripts } from 'tickswap/hotreload'
import type {
  CompileRequest,
  CompileResult,
  CompileService,
  ModuleImport,
} from 'tickswap/hotreload/adapters'
import { createCompileService, textProblem } from 'tickswap/hotreload/worker'
import { sha256 } from '#disk'
import type { HostAccess, TextOrigin } from './host-access.ts'
import { type ImportResolver, isPath } from './import-resolver.ts'
import { nativeTransform } from './native-transform.ts'

/** The specifiers of `import … from '…'`, `export … from '…'` and `import '…'`. */
const IMPORTS = /\b(?:from|import)\s*['"]([^'"\n]+)['"]/g

/** As the compile service has it. What comes after them is not looked for. */
const MAX_IMPORTS = 1_000

/** What a script compiler is made of. */
interface ScriptCompilerParts {
  /** Undefined if there is no native compiler, so that the page compiles. */
  readonly service: CompileService | undefined
  readonly resolver: ImportResolver
  readonly mayLoad: HostAccess
  /** The URL from which the page can load a host module. */
  readonly hostUrl: (target: string, origin: TextOrigin) => string
  readonly onFailure: (error: unknown) => void
}

/** One import in a text. */
interface LinkedImport {
  readonly entry: ModuleImport
  /**
   * For a host: by each of its keys, the specifier with which another module of the page imports
   * it. Else empty.
   */
  readonly targets: readonly (readonly [key: string, target: string])[]
  /** Why the text may not import it. */
  readonly refusal?: Diagnostic
}

/** A text's code, and what it imports. */
export interface CompiledScript {
  /** Undefined if there is no native compiler, or it failed. */
  readonly result: CompileResult | undefined
  /** By key, the specifiers with which another module of the page imports its host modules. */
  readonly targets: Readonly<Record<string, string>>
  /** By key, the URLs of its host modules, for a page that runs already. */
  readonly hosts: Readonly<Record<string, string>>
}

/** The native compile service of a project; undefined if its Vite has no compiler. */
export async function nativeService(
  projectRoot: string,
  loopGuard: GuardedScripts,
): Promise<CompileService | undefined> {
  const transform = await nativeTransform(projectRoot)
  return transform && createCompileService({ transform, loopGuard, hash: sha256 })
}

export class ScriptCompiler {
  readonly #parts: ScriptCompilerParts

  constructor(parts: ScriptCompilerParts) {
    this.#parts = parts
  }

  get isNative(): boolean {
    return this.#parts.service !== undefined
  }

  /** Never rejects: if the native compiler fails, the page compiles. */
  async compile(request: CompileRequest, origin: TextOrigin): Promise<CompiledScript> {
    const unfit = textProblem(request)
    if (unfit) return { result: { ok: false, diagnostics: [unfit] }, targets: {}, hosts: {} }
    const result = await this.#compileNatively(request)
    if (result && !result.ok) return { result, targets: {}, hosts: {} }
    const imports = result ? result.module.imports : writtenImports(request.text)
    // A match in the text may not be an import, so it gets only what Vite serves.
    const trusted = result ? origin : 'page'
    const linked = await Promise.all(imports.map((entry) => this.#link(request, entry, trusted)))
    const refusals = linked.flatMap(({ refusal }) => refusal ?? [])
    if (result && refusals.length > 0)
      return { result: { ok: false, diagnostics: refusals }, targets: {}, hosts: {} }
    const targets = new Map(linked.flatMap(({ targets }) => targets))
    const urls = [...targets].map(([key, target]) => [key, this.#parts.hostUrl(target, trusted)])
    const module = result && { ...result.module, imports: linked.map(({ entry }) => entry) }
    return {
      result: module && { ...result, module },
      targets: Object.fromEntries(targets),
      hosts: Object.fromEntries(urls),
    }
  }

  async #compileNatively(request: CompileRequest): Promise<CompileResult | undefined> {
    try {
      return await this.#parts.service?.compile(request)
    } catch (error) {
      this.#parts.onFailure(error)
      return undefined
    }
  }

  async #link(
    importer: CompileRequest,
    entry: ModuleImport,
    origin: TextOrigin,
  ): Promise<LinkedImport> {
    const { specifier } = entry
    const resolved = await this.#parts.resolver.resolve(importer, specifier)
    if (!resolved) return { entry, targets: [] }
    if ('error' in resolved)
      return { entry, targets: [], refusal: unresolved(importer, entry, resolved.error) }
    const { address, target } = resolved
    const addressed = { ...entry, address }
    if (target === undefined || address.kind === 'script') return { entry: addressed, targets: [] }
    if (isPath(target) && !this.#parts.mayLoad(target, origin))
      return { entry, targets: [], refusal: refusal(importer, entry, target) }
    // By its alias too, for texts that the page compiles itself.
    const keys = specifier.startsWith('.') ? [address.key] : [address.key, specifier]
    return { entry: addressed, targets: keys.map((key) => [key, target]) }
  }
}

/** What an uncompiled text seems to import. It may be in a comment, or a type. */
function writtenImports(text: string): readonly ModuleImport[] {
  return [...text.matchAll(IMPORTS)]
    .slice(0, MAX_IMPORTS)
    .flatMap(([, specifier]) => (specifier === undefined ? [] : { specifier, names: [] }))
}

function unresolved(importer: CompileRequest, entry: ModuleImport, error: unknown): Diagnostic {
  const reason = errorMessage(error)
  return problemOf(importer, entry, {
    stage: 'link',
    code: 'unresolved-import',
    message: `which Vite cannot resolve: ${reason}`,
  })
}

function refusal(importer: CompileRequest, entry: ModuleImport, target: string): Diagnostic {
  return problemOf(importer, entry, {
    stage: 'safety',
    code: 'host-not-served',
    message:
      `which leads to "${target}". Vite does not serve that file, so the script cannot ` +
      'import it.',
    notes: [
      'If pages may read it, add its folder to "server.fs.allow" in the Vite config. What ' +
        '"server.fs.deny" names is never served.',
    ],
  })
}

/** `message` continues the sentence that names the import. */
function problemOf(
  { id }: CompileRequest,
  { specifier, location }: ModuleImport,
  { message, ...problem }: Pick<Diagnostic, 'stage' | 'code' | 'message' | 'notes'>,
): Diagnostic {
  return {
    severity: 'error',
    script: id,
    message: `Script "${id}" imports "${specifier}", ${message}`,
    ...(location && { location }),
    ...problem,
  }
}
