// The script compiler: a text to code, natively, with the addresses that Vite's resolver gives to its imports.

import type {
  CompileRequest,
  CompileResult,
  CompileService,
  Diagnostic,
  GuardedScripts,
  ModuleImport,
} from 'tickswap/hotreload'
import { createCompileService } from 'tickswap/hotreload/worker'
import { sha256 } from '#disk'
import type { HostAccess, TextOrigin } from './host-access.ts'
import { type ImportResolver, isPath } from './import-resolver.ts'
import { nativeTransform } from './native-transform.ts'

/** The specifiers of `import … from '…'`, `export … from '…'` and `import '…'`. */
const IMPORTS = /\b(?:from|import)\s*['"]([^'"\n]+)['"]/g

/** What a script compiler is made of. */
export interface ScriptCompilerParts {
  /** Undefined if there is no native compiler: then the page compiles. */
  readonly service: CompileService | undefined
  readonly resolver: ImportResolver
  readonly mayLoad: HostAccess
  /** The URL under which the page can load a host module. */
  readonly hostUrl: (target: string, origin: TextOrigin) => string
  readonly onFailure: (error: unknown) => void
}

/** One import of a text. */
interface LinkedImport {
  readonly entry: ModuleImport
  /** For a host: what another module of the page writes to import it, by each of its keys. Else none. */
  readonly targets: readonly (readonly [key: string, target: string])[]
  /** Why the text may not have it. */
  readonly refusal?: Diagnostic
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

  /** Never rejects: where the native compiler fails, the page has one. */
  async compile(request: CompileRequest, origin: TextOrigin): Promise<CompiledScript> {
    const result = await this.#compileNatively(request)
    if (result && !result.ok) return { result, targets: {}, hosts: {} }
    const imports = result ? result.module.imports : writtenImports(request.text)
    // What only looks like an import gets nothing that is not served.
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
    // By its alias too, for texts that the page compiles by itself.
    const keys = specifier.startsWith('.') ? [address.key] : [address.key, specifier]
    return { entry: addressed, targets: keys.map((key) => [key, target]) }
  }
}

/** What a text that nobody has compiled seems to import. It may stand in a comment, or be a type. */
function writtenImports(text: string): readonly ModuleImport[] {
  return [...text.matchAll(IMPORTS)].flatMap(([, specifier]) =>
    specifier === undefined ? [] : { specifier, names: [] },
  )
}

function unresolved(importer: CompileRequest, entry: ModuleImport, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error)
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
    message: `which leads to "${target}". Vite does not serve that file, so the script does not get it.`,
    notes: [
      'If pages may read it, add its folder to "server.fs.allow" in the Vite config. What "server.fs.deny" names is never served.',
    ],
  })
}

/** `message` goes on where the import has been named. */
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
