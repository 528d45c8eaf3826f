// Game scripts: everything that the virtual module needs of the scripts on disk when a page loads.

import type { ScriptAliases } from 'tickswap/hotreload/adapters'
import type { Alias } from 'vite'
import { sha256 } from '#disk'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'
import { gameAliases } from './game-aliases.ts'
import type { ImportResolver } from './import-resolver.ts'
import type { CompiledScript, ScriptCompiler } from './script-compiler.ts'

/** One script as the page starts with it. */
interface StartScript {
  readonly id: string
  readonly file: string
  /** Absolute path of the file, for the import. */
  readonly path: string
  readonly text: string
  readonly hash: string
}

/** All scripts, and what they import. */
export interface GameScripts {
  readonly scripts: readonly StartScript[]
  /** The behaviours whose texts do not compile yet, and which the game waits for. */
  readonly waiting: readonly string[]
  /** By key, the specifier with which the virtual module imports a host module. */
  readonly hosts: ReadonlyMap<string, string>
  /** Other names for scripts and hosts. */
  readonly aliases: ScriptAliases
}

/** What the scripts are read with. */
interface GameScriptsParts {
  readonly folder: ViteScriptFolder
  readonly compiler: ScriptCompiler
  readonly resolver: ImportResolver
  /** As configured. */
  readonly aliases: readonly Alias[]
}

type ReadScript = StartScript & { readonly compiled: CompiledScript }

/**
 * Reads and compiles all scripts. One that does not compile, or that imports such a script, is left
 * out: importing it would keep the page from starting. Its behaviour waits for a text that
 * compiles.
 */
export async function readGameScripts(parts: GameScriptsParts): Promise<GameScripts> {
  const { folder, compiler } = parts
  const { scripts } = await folder.list()
  const read = await Promise.all(scripts.map((script) => readScript(folder, compiler, script)))
  const present = read.flatMap((script) => script ?? [])
  const broken = brokenScripts(present)
  return {
    scripts: present
      .filter(({ id }) => !broken.has(id))
      .map(({ compiled: _, ...script }) => script),
    waiting: present
      .filter(({ id, text }) => broken.has(id) && isBehaviour(text))
      .map(({ id }) => id),
    aliases: await gameAliases(present, parts),
    hosts: new Map(present.flatMap(({ compiled }) => Object.entries(compiled.targets))),
  }
}

async function readScript(
  folder: ViteScriptFolder,
  compiler: ScriptCompiler,
  script: { readonly id: string; readonly file: string },
): Promise<ReadScript | undefined> {
  // Why a file cannot be read is told to each page that asks.
  const text = await folder.read(script).catch(() => undefined)
  if (text === undefined) return undefined
  const compiled = await compiler.compile({ ...script, text }, 'disk')
  return { ...script, path: folder.pathOf(script), text, hash: sha256(text), compiled }
}

/** Those that do not compile, and those that import one of them, directly or not. */
function brokenScripts(scripts: readonly ReadScript[]): ReadonlySet<string> {
  const broken = new Set(
    scripts.filter(({ compiled }) => compiled.result?.ok === false).map(({ id }) => id),
  )
  for (let known = -1; known < broken.size; ) {
    known = broken.size
    for (const script of scripts)
      if (importedBy(script).some((id) => broken.has(id))) broken.add(script.id)
  }
  return broken
}

function importedBy({ compiled }: ReadScript): readonly string[] {
  if (!compiled.result?.ok) return []
  return compiled.result.module.imports.flatMap(({ address }) =>
    address?.kind === 'script' ? address.id : [],
  )
}

/**
 * A guess, since the text does not compile. A system need not wait: it is registered when it goes
 * live.
 */
function isBehaviour(text: string): boolean {
  return /\bexport\s+default\s+defineBehaviour\b/.test(text)
}
