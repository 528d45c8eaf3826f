// Game aliases: the possible aliases of this project, and the modules that they may lead to.

import { isAbsolute } from 'node:path'
import type { ChangedScript, ScriptAliases } from 'tickswap/hotreload/adapters'
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

/** What the aliases are found with. */
interface GameAliasesParts {
  readonly folder: ViteScriptFolder
  readonly resolver: ImportResolver
  /** As configured. */
  readonly aliases: readonly Alias[]
}

type CompiledFile = ChangedScript & { readonly compiled: CompiledScript }

/** The confirmed aliases among those in the config and in the scripts' imports. */
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

/** How a script's imports of other scripts are written, and the paths that they lead to. */
function toScripts(
  { realRoot }: ViteScriptFolder,
  { result }: CompiledScript,
): readonly (readonly [specifier: string, path: string])[] {
  if (!result?.ok) return []
  return result.module.imports.flatMap(({ specifier, address }) =>
    address?.kind === 'script' ? [[specifier, `${realRoot}/${address.id}`] as const] : [],
  )
}

/** Scripts first, then the host modules that belong to the project. No packages. */
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
