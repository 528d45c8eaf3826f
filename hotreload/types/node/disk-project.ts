// The disk project: a game's folder, scripts and compiler options, as the type service wants them.

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
   * The `tsconfig.json` whose options hold. Default: the nearest one above the scripts; if there is none, options are
   * strict and modern.
   */
  readonly tsconfig?: string
}

/** Reads a project's configuration. Throws a `TickswapError` for one that cannot be read. */
export function readDiskProject(project: DiskProject, files: TypeFiles): TypeServiceOptions {
  const scripts = slashed(resolve(project.scripts))
  if (!ts.sys.directoryExists(scripts))
    throw new TickswapError(
      `The scripts' folder ${scripts} is not there, so their types cannot be checked.`,
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

/** The options of a configuration file, and the declaration files that it includes: they hold everywhere. */
function readConfiguration(path: string, scripts: string) {
  const refuse = (problem: ts.Diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ')
    throw new TickswapError(`The type checker cannot use ${path}: ${text}`)
  }
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse }
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
