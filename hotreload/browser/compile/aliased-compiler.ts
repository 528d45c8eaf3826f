// aliasedCompiler: resolves aliases of scripts and host modules where no bundler does.

import type { Hosts } from 'tickswap/hotreload'
import {
  type CompileResult,
  type Compiler,
  type ImportAddress,
  type ModuleImport,
  type ScriptAliases,
  specifierCandidates,
} from 'tickswap/hotreload/adapters'

/** The game's modules and the aliases that lead to them. */
interface NamedModules {
  readonly aliases: ScriptAliases
  /** By the scripts' ids. */
  readonly scripts: Readonly<Record<string, unknown>>
  readonly hosts: Hosts
}

/** Compiles as `compiler` does, and adds the addresses of imports by an alias. */
export function aliasedCompiler(compiler: Compiler, modules: NamedModules): Compiler {
  const ids = new Set(Object.keys(modules.scripts))
  return {
    ...compiler,
    async compile(request, signal) {
      ids.add(request.id)
      return addressed(await compiler.compile(request, signal), modules, ids)
    },
  }
}

function addressed(
  result: CompileResult,
  modules: NamedModules,
  ids: ReadonlySet<string>,
): CompileResult {
  if (!result.ok) return result
  const imports = result.module.imports.map((entry) => addressedImport(entry, modules, ids))
  return { ...result, module: { ...result.module, imports } }
}

function addressedImport(
  entry: ModuleImport,
  modules: NamedModules,
  ids: ReadonlySet<string>,
): ModuleImport {
  if (entry.address) return entry
  const path = aliasedPath(entry.specifier, modules.aliases)
  const address = path === undefined ? undefined : addressOf(path, modules, ids)
  return address ? { ...entry, address } : entry
}

/**
 * An unknown script may still be created; an unknown host gets no address, since it may be
 * registered under the alias itself.
 */
function addressOf(
  path: string,
  { hosts }: NamedModules,
  ids: ReadonlySet<string>,
): ImportAddress | undefined {
  const candidates = specifierCandidates('', path)
  const id = candidates.scripts.find((id) => ids.has(id))
  if (id !== undefined) return { kind: 'script', id }
  const key = candidates.hosts.find((key) => Object.hasOwn(hosts, key))
  if (key !== undefined) return { kind: 'host', key }
  const [unseen] = candidates.scripts
  return unseen === undefined ? undefined : { kind: 'script', id: unseen }
}

/** `@/scripts/npc/steer` is `./npc/steer`. */
function aliasedPath(specifier: string, aliases: ScriptAliases): string | undefined {
  const names = Object.keys(aliases).filter((name) =>
    name.endsWith('/') ? specifier.startsWith(name) : specifier === name,
  )
  const [name] = names.sort((a, b) => b.length - a.length)
  return name === undefined ? undefined : `${aliases[name]}${specifier.slice(name.length)}`
}
