// The type service: checks scripts with TypeScript's language service, in the thread that it is called in.

import { TickswapError } from 'tickswap'
import type { Diagnostic, TypeCheckRequest } from 'tickswap/hotreload'
import type ts from 'typescript'
import { ScriptsHost, type ScriptsHostParts } from './scripts-host.ts'
import { typeDiagnostic } from './type-diagnostic.ts'

/** What a type service works with. */
export interface TypeServiceOptions extends ScriptsHostParts {
  /** The absolute path of the scripts' root. */
  readonly scripts: string
}

/** The part of a `TypeChecker` that works where TypeScript runs. */
export interface TypeService {
  /** As `TypeChecker.check` does. */
  check(request: TypeCheckRequest): readonly Diagnostic[]
}

/** What TypeScript says when its own library is not there: no file, no lib, no global type. */
const libraryIsMissing = new Set([2318, 2726, 6053])

/**
 * Checks scripts in the thread it is called in, so call it in a worker. The first check takes about half a second for
 * TypeScript's library; later ones follow the size of what changed.
 *
 * `check` throws a `TickswapError` if TypeScript's library is not among the files.
 */
export function createTypeService(options: TypeServiceOptions): TypeService {
  const { typescript } = options
  const host = new ScriptsHost(options)
  const service = typescript.createLanguageService(
    host,
    typescript.createDocumentRegistry(options.files.isCaseSensitive),
  )
  const files = new Map<string, string>()
  let isSound = false

  function take(change: TypeCheckRequest['changes'][number]): void {
    const { id, file } = change
    const former = files.get(id)
    if (former !== undefined && former !== file) host.remove(`${options.scripts}/${former}`)
    if ('removed' in change) {
      files.delete(id)
      host.remove(`${options.scripts}/${file}`)
      return
    }
    files.set(id, file)
    host.put(`${options.scripts}/${file}`, change)
  }

  return {
    check({ changes, ids }) {
      for (const change of changes) take(change)
      if (!isSound) refuseWithoutLibrary(typescript, service)
      isSound = true
      return ids.flatMap((id) => {
        const file = files.get(id)
        if (file === undefined) return []
        return problemsOf(service, `${options.scripts}/${file}`).map((problem) =>
          typeDiagnostic({ id, file }, problem),
        )
      })
    },
  }
}

/** What does not parse has no types yet. */
function problemsOf(service: ts.LanguageService, path: string): readonly ts.Diagnostic[] {
  const syntax = service.getSyntacticDiagnostics(path)
  return syntax.length > 0 ? syntax : service.getSemanticDiagnostics(path)
}

function refuseWithoutLibrary(typescript: typeof ts, service: ts.LanguageService): void {
  const missing = service
    .getCompilerOptionsDiagnostics()
    .find(({ code }) => libraryIsMissing.has(code))
  if (!missing) return
  const text = typescript.flattenDiagnosticMessageText(missing.messageText, ' ')
  throw new TickswapError(
    `The type checker lacks a part of TypeScript's library: ${text} Add node_modules/typescript/lib/lib.*.d.ts to its files, or leave what it cannot have out of "lib" in its compilerOptions.`,
  )
}
