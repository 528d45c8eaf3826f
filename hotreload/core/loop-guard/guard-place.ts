// Guard places: the guard sites of a module that runs, linked to each other.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { SourceLocation } from '../contracts/diagnostic.ts'
import type { GuardSite } from '../contracts/guard-site.ts'
import { splitLines } from '../text/split-lines.ts'

/** A site of a module that runs. */
export interface GuardPlace extends Pick<GuardSite, 'kind' | 'name'> {
  /** The index of its site. */
  readonly index: number
  /** The loop or function that it stands in; undefined for the module's top level. */
  readonly parent: GuardPlace | undefined
  /** Its function, or the module's top level; itself, if it is one. */
  readonly function: GuardPlace
  readonly location: SourceLocation
}

/** The places of a module, by the indexes of its sites. */
export function guardPlaces({
  guardSites = [],
  file,
  text,
}: CompiledModule): readonly GuardPlace[] {
  const lines = splitLines(text)
  const places: Place[] = []
  for (const [index, site] of guardSites.entries()) {
    const { line, column, within } = site
    const parent = within === undefined ? undefined : places[within]
    const location = { file, line, column, length: 0, lineText: lines[line - 1] ?? '' }
    places.push(new Place(index, site, parent, location))
  }
  return places
}

class Place implements GuardPlace {
  readonly index: number
  readonly kind: GuardSite['kind']
  readonly name: string
  readonly parent: GuardPlace | undefined
  readonly function: GuardPlace
  readonly location: SourceLocation

  constructor(
    index: number,
    { kind, name }: GuardSite,
    parent: GuardPlace | undefined,
    location: SourceLocation,
  ) {
    this.index = index
    this.kind = kind
    this.name = name
    this.parent = parent
    this.function = kind === 'loop' && parent ? parent.function : this
    this.location = location
  }
}
