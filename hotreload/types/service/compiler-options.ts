// compilerOptions: the defaults for checking scripts, and what no option can change.

import { TickswapError } from 'tickswap'
import type ts from 'typescript'

/** Options as a `tsconfig.json` has them under `compilerOptions`. */
export type JsonCompilerOptions = Readonly<Record<string, unknown>>

const defaults: JsonCompilerOptions = {
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  strict: true,
  skipLibCheck: true,
  resolveJsonModule: true,
  jsx: 'preserve',
}

/** Nothing is emitted, so an import may end in `.ts`; and scripts may be JavaScript. */
const always = { noEmit: true, allowImportingTsExtensions: true, allowJs: true }

/**
 * The options for the language service, from those of a `tsconfig.json`; the defaults are strict
 * and modern.
 *
 * @throws TickswapError for options that TypeScript does not know.
 */
export function compilerOptions(
  typescript: typeof ts,
  options: JsonCompilerOptions,
  folder: string,
): ts.CompilerOptions {
  const converted = typescript.convertCompilerOptionsFromJson({ ...defaults, ...options }, folder)
  const [problem] = converted.errors
  if (problem) {
    const text = typescript.flattenDiagnosticMessageText(problem.messageText, ' ')
    throw new TickswapError(`The type checker cannot use these compilerOptions: ${text}`)
  }
  return checkingOptions(converted.options)
}

/** Options that were read from a file, without those that only concern emitted files. */
export function checkingOptions(options: ts.CompilerOptions): ts.CompilerOptions {
  const {
    composite,
    incremental,
    declaration,
    declarationMap,
    emitDeclarationOnly,
    outDir,
    rootDir,
    tsBuildInfoFile,
    ...kept
  } = options
  return { ...kept, ...always }
}
