// typeErrors: what TypeScript says of a project, by its own tsconfig.json.

import { join } from 'node:path'
import ts from 'typescript'
import type { Project } from './project.ts'

/** The messages of all errors. */
export function typeErrors(project: Project): readonly string[] {
  const { fileNames, options } = configOf(project)
  const program = ts.createProgram(fileNames, options)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

/** What an editor offers right behind `mark`, which stands once in the file. */
export function completions(project: Project, path: string, mark: string): readonly string[] {
  const { fileNames, options } = configOf(project)
  const host: ts.LanguageServiceHost = {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: () => '1',
    getScriptSnapshot(path) {
      const text = ts.sys.readFile(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => project.root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  }
  const service = ts.createLanguageService(host)
  const place = project.read(path).indexOf(mark) + mark.length
  const offered = service.getCompletionsAtPosition(join(project.root, path), place, undefined)
  return offered?.entries.map(({ name }) => name) ?? []
}

function configOf({ root }: Project): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host)
  if (!parsed) throw new Error('The project has no tsconfig.json.')
  return parsed
}
