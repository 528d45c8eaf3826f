// createTypeService: checks scripts with TypeScript's language service, in the calling thread.

import { TickswapError } from 'tickswap'
import type { Diagnostic } from 'tickswap/hotreload'
import type { TypeCheckRequest } from 'tickswap/hotreload/adapters'
import type ts from 'typescript'
import { ScriptsHost, type ScriptsHostParts } from './scripts-host.ts'
import { typeDiagnostic } from './type-diagnostic.ts'

/** What a type service needs. */
export interface TypeServiceOptions extends ScriptsHostParts {
  /** The absolute path of the scripts' root. */
  readonly scripts: string
}

/** The part of a `TypeChecker` that runs where TypeScript does. */
export interface TypeService {
  /** As `TypeChecker.check` does. */
  check(request: TypeCheckRequest): readonly Diagnostic[]
}

/** TypeScript's codes for a missing library: no global type, no lib, no file. */
const missingLibraryCodes = new Set([2318, 2726, 6053])

/**
 * Checks scripts in the calling thread, so call it in a worker. The first check takes about half a
 * second for TypeScript's library; the time of later ones depends on how much changed.
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
  let hasLibrary = false

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
      if (!hasLibrary) throwWithoutLibrary(typescript, service)
      hasLibrary = true
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

/** A file that does not parse has no types to check. */
function problemsOf(service: ts.LanguageService, path: string): readonly ts.Diagnostic[] {
  const syntax = service.getSyntacticDiagnostics(path)
  return syntax.length > 0 ? syntax : service.getSemanticDiagnostics(path)
}

function throwWithoutLibrary(typescript: typeof ts, service: ts.LanguageService): void {
  const missing = service
    .getCompilerOptionsDiagnostics()
    .find(({ code }) => missingLibraryCodes.has(code))
  if (!missing) return
  const text = typescript.flattenDiagnosticMessageText(missing.messageText, ' ')
  throw new TickswapError(
    `The type checker lacks a part of TypeScript's library: ${text} Add ` +
      'node_modules/typescript/lib/lib.*.d.ts to its files, or remove what is missing from "lib" ' +
      'in its compilerOptions.',
  )
}
