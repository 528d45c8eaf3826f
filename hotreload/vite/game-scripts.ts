// Game scripts: all that the virtual module must know of the scripts on disk when a page is loaded.

import { isAbsolute } from 'node:path'
import type { Alias } from 'vite'
import type { ImportResolver } from './import-resolver.ts'
import type { LiveModuleParts, StartScript } from './live-module.ts'
import { type AliasTarget, type NamedPath, scriptAliases, suspectedAlias } from './script-aliases.ts'
import type { CompiledScript, ScriptCompiler } from './script-compiler.ts'
import type { ScriptFolder } from './script-folder.ts'
import { textHash } from './text-hash.ts'

/** What the scripts are, and what they import. */
export type GameScripts = Pick<LiveModuleParts, 'scripts' | 'waiting' | 'hosts' | 'aliases'>

/** What they are read with. */
export interface GameScriptsParts {
  readonly folder: ScriptFolder
  readonly compiler: ScriptCompiler
  readonly resolver: ImportResolver
  /** As the config has them. */
  readonly aliases: readonly Alias[]
}

type ReadScript = StartScript & { readonly compiled: CompiledScript }

/**
 * Reads and compiles all scripts. One that does not compile, or that imports one, is left out: its import would keep the
 * whole page from starting. Its behaviour waits for a text that runs.
 */
export async function readGameScripts(parts: GameScriptsParts): Promise<GameScripts> {
  const { folder, compiler } = parts
  const { scripts } = await folder.list()
  const read = await Promise.all(scripts.map((script) => readScript(folder, compiler, script)))
  const present = read.flatMap((script) => script ?? [])
  const broken = brokenScripts(present)
  return {
    scripts: present.filter(({ id }) => !broken.has(id)).map(({ compiled: _, ...script }) => script),
    waiting: present.filter(({ id, text }) => broken.has(id) && isBehaviour(text)).map(({ id }) => id),
    aliases: await aliasesFor(present, parts),
    hosts: new Map(present.flatMap(({ compiled }) => Object.entries(compiled.targets))),
  }
}

async function readScript(
  folder: ScriptFolder,
  compiler: ScriptCompiler,
  script: { readonly id: string; readonly file: string },
): Promise<ReadScript | undefined> {
  const text = await folder.read(script)
  if (text === undefined) return undefined
  const compiled = await compiler.compile({ ...script, text })
  return { ...script, path: folder.pathOf(script), text, hash: textHash(text), compiled }
}

/** Those that do not compile, and all that import one of them. */
function brokenScripts(scripts: readonly ReadScript[]): ReadonlySet<string> {
  const broken = new Set(scripts.filter(({ compiled }) => compiled.result?.ok === false).map(({ id }) => id))
  for (let known = -1; known < broken.size; ) {
    known = broken.size
    for (const script of scripts) if (importedBy(script).some((id) => broken.has(id))) broken.add(script.id)
  }
  return broken
}

function importedBy({ compiled }: ReadScript): readonly string[] {
  if (!compiled.result?.ok) return []
  return compiled.result.module.imports.flatMap(({ address }) =>
    address?.kind === 'script' ? address.id : [],
  )
}

/** By the config, and by the imports that led to a module of the project. */
function aliasesFor(scripts: readonly ReadScript[], { folder, resolver, aliases }: GameScriptsParts) {
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
  { realRoot }: ScriptFolder,
  { result }: CompiledScript,
): readonly (readonly [specifier: string, path: string])[] {
  if (!result?.ok) return []
  return result.module.imports.flatMap(({ specifier, address }) =>
    address?.kind === 'script' ? [[specifier, `${realRoot}/${address.id}`] as const] : [],
  )
}

/** Scripts first. Hosts by the keys of the project's modules, and no package. */
function targetsOf({ realRoot }: ScriptFolder, scripts: readonly ReadScript[]): readonly AliasTarget[] {
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

/** As far as a text that does not compile can say. A system need not wait: it is registered when it comes. */
function isBehaviour(text: string): boolean {
  return /\bexport\s+default\s+defineBehaviour\b/.test(text)
}
