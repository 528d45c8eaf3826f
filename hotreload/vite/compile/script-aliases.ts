// Script aliases: other names for scripts and hosts, for texts that the page compiles itself.

import { existsSync, realpathSync } from 'node:fs'
import {
  type ChangedScript,
  type ImportAddress,
  moduleExtension,
  type ScriptAliases,
} from 'tickswap/hotreload/adapters'
import { type ViteScriptFolder, withForwardSlashes } from '../project/vite-script-folder.ts'
import type { ImportResolver } from './import-resolver.ts'

/** A name, and the absolute path that it seems to stand for. */
export interface NamedPath {
  readonly name: string
  readonly path: string
}

/** A module that an alias may lead to. */
export interface AliasTarget {
  /** Absolute. */
  readonly path: string
  readonly address: ImportAddress
}

/** What aliases are made from. */
interface AliasParts {
  readonly folder: ViteScriptFolder
  readonly resolver: ImportResolver
  /** Possible aliases, from the config, or from an import that led to such a path. */
  readonly suspected: readonly NamedPath[]
  /** The existing scripts and host modules. */
  readonly targets: readonly AliasTarget[]
}

/** An alias is confirmed by resolving this many modules through it; fewer if it leads to fewer. */
const MAX_CHECKS = 4

/** The aliases that Vite resolves to the paths they seem to stand for. */
export async function scriptAliases(parts: AliasParts): Promise<ScriptAliases> {
  const found = await Promise.all(parts.suspected.map((suspect) => aliasesOf(suspect, parts)))
  return Object.fromEntries(found.flat())
}

/**
 * What remains of `specifier`, and of the `path` that it led to, without the segments at the end
 * that both share.
 */
export function suspectedAlias(specifier: string, path: string): NamedPath | undefined {
  if (specifier.startsWith('.') || path.includes('/node_modules/')) return undefined
  const name = specifier.replace(moduleExtension, '').split('/')
  const folder = path.replace(moduleExtension, '').split('/')
  while (name.length > 1 && name.at(-1) === folder.at(-1)) {
    name.pop()
    folder.pop()
  }
  return { name: name.join('/'), path: folder.join('/') }
}

async function aliasesOf(
  { name, path }: NamedPath,
  { folder, resolver, targets }: AliasParts,
): Promise<readonly (readonly [name: string, path: string])[]> {
  const root = realPath(path).replace(moduleExtension, '').replace(/\/$/, '')
  const key = name.replace(/\/$/, '')
  if (key === '') return []
  const { importer, reached } = reachedBy(key, root, targets)
  if (!importer || reached.length === 0) return []
  for (const { specifier, address } of reached.slice(0, MAX_CHECKS)) {
    const answer = await resolver.resolve(importer, specifier)
    if (!answer || 'error' in answer || !isSame(answer.address, address)) return []
  }
  const relative = folder.relative(root)
  if (relative === undefined) return []
  const isModule = reached.some(({ specifier }) => specifier === key)
  if (isModule) return [[key, relative]]
  // Scripts are addressed by their paths from their own folder, so a path through a folder above
  // needs a second alias.
  const inside = folder.realRoot.startsWith(`${root}/`)
    ? folder.realRoot.slice(root.length)
    : undefined
  const toScripts = inside === undefined ? [] : [[`${key}${inside}/`, './'] as const]
  return [[`${key}/`, `${relative.replace(/\/$/, '')}/`], ...toScripts]
}

/**
 * What the alias leads to, and a script to resolve it from. Scripts come first: they are what is
 * edited.
 */
function reachedBy(key: string, root: string, targets: readonly AliasTarget[]) {
  const reached = targets.flatMap(({ path, address }) => {
    const plain = path.replace(moduleExtension, '')
    if (plain === root) return [{ specifier: key, address }]
    return plain.startsWith(`${root}/`)
      ? [{ specifier: key + plain.slice(root.length), address }]
      : []
  })
  return { importer: targets.flatMap(asScript)[0], reached }
}

function asScript({ path, address }: AliasTarget): ChangedScript[] {
  if (address.kind !== 'script') return []
  return [{ id: address.id, file: address.id + (path.match(moduleExtension)?.[0] ?? '') }]
}

/** As Vite resolves it, if the path exists. */
function realPath(path: string): string {
  return withForwardSlashes(existsSync(path) ? realpathSync(path) : path)
}

function isSame(a: ImportAddress, b: ImportAddress): boolean {
  return a.kind === 'script'
    ? b.kind === 'script' && a.id === b.id
    : b.kind === 'host' && a.key === b.key
}
