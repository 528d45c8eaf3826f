// Game aliases: what may be an alias in this project, and which modules it may lead to.

import { isAbsolute } from 'node:path'
import type { ChangedScript, ScriptAliases } from 'tickswap/hotreload'
import type { Alias } from 'vite'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import type { ImportResolver } from './import-resolver.ts'
import {
  type AliasTarget,
  type NamedPath,
  scriptAliases,
  suspectedAlias,
} from './script-aliases.ts'
import type { CompiledScript } from './script-compiler.ts'

/** What they are found with. */
export interface GameAliasesParts {
  readonly folder: ViteScriptFolder
  readonly resolver: ImportResolver
  /** As the config has them. */
  readonly aliases: readonly Alias[]
}

type CompiledFile = ChangedScript & { readonly compiled: CompiledScript }

/** By the config, and by the imports that led to a module of the project. */
export function gameAliases(
  scripts: readonly CompiledFile[],
  { folder, resolver, aliases }: GameAliasesParts,
): Promise<ScriptAliases> {
  const written = scripts.flatMap(({ compiled }) => [
    ...Object.entries(compiled.targets),
    ...toScripts(folder, compiled),
  ])
  const named = [
    ...configured(aliases),
    ...written.flatMap(([specifier, path]) =>
      isAbsolute(path) ? (suspectedAlias(specifier, path) ?? []) : [],
    ),
  ]
  const suspected = new Map(named.map((suspect) => [`${suspect.name}\n${suspect.path}`, suspect]))
  return scriptAliases({
    folder,
    resolver,
    suspected: [...suspected.values()],
    targets: targetsOf(folder, scripts),
  })
}

function configured(aliases: readonly Alias[]): readonly NamedPath[] {
  return aliases.flatMap(({ find, replacement }) =>
    typeof find === 'string' ? { name: find, path: replacement } : [],
  )
}

/** What the imports of scripts by other scripts are written as, and lead to. */
function toScripts(
  { realRoot }: ViteScriptFolder,
  { result }: CompiledScript,
): readonly (readonly [specifier: string, path: string])[] {
  if (!result?.ok) return []
  return result.module.imports.flatMap(({ specifier, address }) =>
    address?.kind === 'script' ? [[specifier, `${realRoot}/${address.id}`] as const] : [],
  )
}

/** Scripts first. Hosts by the keys of the project's modules, and no package. */
function targetsOf(
  { realRoot }: ViteScriptFolder,
  scripts: readonly CompiledFile[],
): readonly AliasTarget[] {
  const hosts = scripts.flatMap(({ compiled }) => Object.entries(compiled.targets))
  const own = hosts.filter(([key, path]) => key.startsWith('.') && isAbsolute(path))
  return [
    ...scripts.map(({ id, file }) => ({
      path: `${realRoot}/${file}`,
      address: { kind: 'script', id } as const,
    })),
    ...own.map(([key, path]) => ({ path, address: { kind: 'host', key } as const })),
  ]
}
