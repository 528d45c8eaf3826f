// project: type-checks one of the package's TypeScript projects, with a file added that is not on
// disk.

import ts from 'typescript'
import { root } from './root.ts'

const parsed = new Map<string, ts.SourceFile | undefined>()

/**
 * The errors of the project in `folder`, as `TS2304: Cannot find name 'window'.` What it imports is
 * checked elsewhere.
 */
export function errorsOf(folder: string): readonly string[] {
  const { fileNames, options } = configuration(folder)
  const program = ts.createProgram({ rootNames: fileNames, options, host: compilerHost(options) })
  const own = fileNames.map((name) => program.getSourceFile(name))
  return own.flatMap((file) => program.getSemanticDiagnostics(file)).map(describe)
}

/** The errors of a file with this text, if it were part of the project in `folder`. */
export function errorsOfFile(folder: string, text: string): readonly string[] {
  const { fileNames, options } = configuration(folder)
  const host = compilerHost(options)
  const readFromDisk = host.getSourceFile
  const file = ts.createSourceFile(
    `${root}/${folder}/not-on-disk.ts`,
    text,
    ts.ScriptTarget.ES2023,
    true,
  )
  host.getSourceFile = (name, version) =>
    name === file.fileName ? file : readFromDisk(name, version)
  const program = ts.createProgram({ rootNames: [...fileNames, file.fileName], options, host })
  return program.getSemanticDiagnostics(file).map(describe)
}

/** Reads each file once for all the programs of a test. */
function compilerHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const readFromDisk = host.getSourceFile
  host.getSourceFile = (name, version) => {
    if (!parsed.has(name)) parsed.set(name, readFromDisk(name, version))
    return parsed.get(name)
  }
  return host
}

/**
 * The project as its tsconfig has it, read from sources only: nothing need have been built before.
 */
function configuration(folder: string): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(describe(diagnostic))
    },
  }
  const overrides = { noEmit: true, composite: false, incremental: false, declarationMap: false }
  const read = ts.getParsedCommandLineOfConfigFile(
    `${root}/${folder}/tsconfig.json`,
    overrides,
    host,
  )
  if (!read) throw new Error(`There is no tsconfig.json in ${folder}.`)
  const { tsBuildInfoFile: _, ...options } = read.options
  return { ...read, options }
}

function describe({ code, messageText }: ts.Diagnostic): string {
  return `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
}
