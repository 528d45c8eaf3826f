// readDiskProject: a game's folder, scripts and compiler options, for the type service.

import { dirname, resolve } from 'node:path'
import { TickswapError } from 'tickswap'
import {
  checkingOptions,
  compilerOptions,
  type TypeFiles,
  type TypeServiceOptions,
} from 'tickswap/types'
import ts from 'typescript'

/** Where the types of a game's scripts come from. */
export interface DiskProject {
  /** The scripts' root: `src/scripts`. */
  readonly scripts: string
  /**
   * The `tsconfig.json` with the options. Default: the nearest one above the scripts; without one,
   * options are strict and modern.
   */
  readonly tsconfig?: string
}

/** Reads a project's configuration. Throws a `TickswapError` for one that cannot be read. */
export function readDiskProject(project: DiskProject, files: TypeFiles): TypeServiceOptions {
  const scripts = slashed(resolve(project.scripts))
  if (!ts.sys.directoryExists(scripts))
    throw new TickswapError(
      `The scripts' folder ${scripts} does not exist, so no types can be checked. Correct the ` +
        'option "scripts".',
    )
  const found = project.tsconfig
    ? slashed(resolve(project.tsconfig))
    : ts.findConfigFile(scripts, ts.sys.fileExists)
  const folder = found ? dirname(found) : slashed(process.cwd())
  const { options, ambient } = found
    ? readConfiguration(found, scripts)
    : { options: compilerOptions(ts, {}, folder), ambient: [] }
  return {
    typescript: ts,
    files,
    folder,
    scripts,
    ambient,
    options,
    libFolder: dirname(slashed(ts.getDefaultLibFilePath(options))),
  }
}

/** The options of a configuration file, and the declaration files that it includes, as ambient. */
function readConfiguration(path: string, scripts: string) {
  const throwProblem = (problem: ts.Diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ')
    throw new TickswapError(`The type checker cannot use ${path}: ${text}`)
  }
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: throwProblem }
  const read = ts.getParsedCommandLineOfConfigFile(path, {}, host)
  if (!read) throw new TickswapError(`The type checker cannot read ${path}.`)
  const ambient = read.fileNames.filter(
    (name) => name.endsWith('.d.ts') && !name.startsWith(`${scripts}/`),
  )
  return { options: checkingOptions(read.options), ambient }
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
