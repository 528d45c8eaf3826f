// Link problems: imports that resolve to nothing, as diagnostics that say what was probably meant.

import { errorMessage, nearest } from 'tickswap'
import type { CompiledModule, ModuleImport } from '../contracts/compiler.ts'
import type { Diagnostic, SourceLocation } from '../contracts/diagnostic.ts'
import { type Edit, isRemoved } from '../state/edit.ts'
import type { ImportTarget, LiveModules } from '../state/live-modules.ts'
import { quotedNames } from '../text/name-list.ts'
import { nameLocation } from '../text/name-location.ts'
import { isRelative, moduleExtension, specifierCandidates } from '../text/specifier.ts'
import { textStart } from '../text/text-place.ts'

const MOST_LISTED = 12

/** Why a plan cannot go live, and the scripts whose edit could fix it. */
export interface LinkProblem {
  readonly diagnostic: Diagnostic
  readonly scripts: readonly string[]
}

/** What is known while a plan is made: the modules to evaluate, and the edit that asks for them. */
interface Planned {
  readonly modules: ReadonlyMap<string, CompiledModule>
  readonly edit: Edit
}

/** The specifier names neither a script nor a host module. */
export function unresolvedImport(
  live: LiveModules,
  { modules, edit }: Planned,
  module: CompiledModule,
  { specifier, location }: ModuleImport,
): LinkProblem {
  const removed = specifierCandidates(module.id, specifier).scripts.find(
    (id) => isRemoved(edit, id) || live.isRemoved(id),
  )
  const relative = isRelative(specifier)
  const ids = [...new Set([...live.scriptIds, ...modules.keys()])].filter(
    (id) => !isRemoved(edit, id),
  )
  const scripts = ids.map((id) => relativeSpecifier(module.id, id))
  const hosts = [...live.hosts.keys].map((key) => hostSpecifier(module.id, key))
  const extension = relative ? (moduleExtension.exec(specifier)?.[0] ?? '') : ''
  const near = nearest(specifier.slice(0, specifier.length - extension.length), [
    ...scripts,
    ...hosts,
  ])
  const known = relative ? [...scripts, ...hosts.filter(isRelative)] : hosts
  return {
    scripts: removed === undefined ? [module.id] : [module.id, removed],
    diagnostic: {
      severity: 'error',
      stage: 'link',
      code: 'unresolved-import',
      script: module.id,
      message:
        `Script "${module.id}" imports "${specifier}", which ` +
        `${removed === undefined ? 'is neither a script nor a host module' : 'was removed'}.`,
      location: location ?? textStart(module.file, module.text),
      ...(near
        ? meant(`${near}${extension}`, location, specifier)
        : { hint: 'Pass the module to createHotReload in "hosts", or add the script.' }),
      notes: [`It can import ${listed(known)}.`],
    },
  }
}

/** The script is the end of a chain of imports that is too long. */
export function tooDeepImport(
  module: CompiledModule,
  entry: ModuleImport | undefined,
  most: number,
): LinkProblem {
  const location = entry?.location ?? textStart(module.file, module.text)
  return {
    scripts: [module.id],
    diagnostic: {
      severity: 'error',
      stage: 'link',
      code: 'too-deep-imports',
      script: module.id,
      message:
        `Script "${module.id}" imports "${entry?.specifier}", which makes a chain of more than ` +
        `${most.toLocaleString('en')} scripts that import each other.`,
      location,
      hint: 'Import what is needed directly, instead of passing it on from script to script.',
    },
  }
}

/** The host module is known, and loading it failed. */
export function failedHost(
  module: CompiledModule,
  entry: ModuleImport,
  error: unknown,
): LinkProblem {
  const { specifier, location } = entry
  const reason = errorMessage(error)
  return {
    scripts: [module.id],
    diagnostic: {
      severity: 'error',
      stage: 'link',
      code: 'failed-host',
      script: module.id,
      message:
        `Script "${module.id}" imports "${specifier}", a host module that could not be loaded: ` +
        `${reason}`,
      location: location ?? textStart(module.file, module.text),
      notes: ['It is loaded again with the next edit of the script.'],
    },
  }
}

/** The target exists and does not export the name. */
export function missingExport(
  module: CompiledModule,
  { specifier, location }: ModuleImport,
  target: ImportTarget,
  name: string,
  exported: ReadonlySet<string>,
): LinkProblem {
  const what = target.kind === 'script' ? `script "${target.id}"` : `host module "${target.key}"`
  const wanted = name === 'default' ? 'a default export' : `"${name}"`
  const near = nearest(name, exported)
  const place = location && nameLocation(module.text, location, name)
  return {
    scripts: target.kind === 'script' ? [module.id, target.id] : [module.id],
    diagnostic: {
      severity: 'error',
      stage: 'link',
      code: 'missing-export',
      script: module.id,
      message:
        `Script "${module.id}" imports ${wanted} from "${specifier}", but ${what} does not ` +
        'export it.',
      location: place ?? textStart(module.file, module.text),
      ...(near && meant(near, place, name)),
      notes: [exported.size > 0 ? `It exports ${listed([...exported])}.` : 'It exports nothing.'],
    },
  }
}

/** A replacement where just `written` stands at `place`, quoted or not; and a hint elsewhere. */
function meant(
  near: string,
  place: SourceLocation | undefined,
  written: string,
): Pick<Diagnostic, 'replacement' | 'hint'> {
  const text = place?.lineText.slice(place.column - 1, place.column - 1 + place.length)
  for (const quote of ['', "'", '"']) {
    if (text === quote + written + quote) return { replacement: quote + near + quote }
  }
  return { hint: `Did you mean "${near}"?` }
}

function relativeSpecifier(importer: string, id: string): string {
  const from = importer.split('/').slice(0, -1)
  const to = id.split('/')
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift()
    to.shift()
  }
  return `${from.length === 0 ? './' : '../'.repeat(from.length)}${to.join('/')}`
}

function hostSpecifier(importer: string, key: string): string {
  if (!isRelative(key)) return key
  const depth = importer.split('/').length - 1
  if (depth === 0) return key
  return '../'.repeat(depth) + key.replace(/^\.\//, '')
}

function listed(names: readonly string[]): string {
  return quotedNames(names, MOST_LISTED)
}
