// The script language: what a script is written in, by its file's extension.

export type ScriptLanguage = 'ts' | 'tsx' | 'js' | 'jsx'

const languages: Readonly<Record<string, ScriptLanguage>> = {
  ts: 'ts',
  tsx: 'tsx',
  mts: 'ts',
  js: 'js',
  jsx: 'jsx',
}

/** TypeScript, unless the extension says otherwise. */
export function scriptLanguage(file: string): ScriptLanguage {
  const extension = file.slice(file.lastIndexOf('.') + 1)
  return (Object.hasOwn(languages, extension) && languages[extension]) || 'ts'
}
