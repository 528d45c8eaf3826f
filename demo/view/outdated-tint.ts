// createOutdatedTint: fish that still run an older version are shown in amber, so that one sees a
// rollout.

import type { Behaviours } from 'tickswap'
import { Look, MOST_FISH } from '../sim/components.ts'

const AMBER = 0xffa838

/** The tints as they are drawn. */
export interface OutdatedTint {
  /** By entity. */
  readonly column: Uint32Array
  /** Brings it up to date, once a frame. */
  sync(): void
}

/** While nobody is outdated, the tints are those of `Look` and cost nothing. */
export function createOutdatedTint(behaviours: Behaviours): OutdatedTint {
  const mixed = new Uint32Array(Look.tint.length)
  let column = Look.tint
  return {
    get column() {
      return column
    },
    sync() {
      column = Look.tint
      for (const { id, kind, outdated, version } of behaviours.inspect()) {
        if (kind !== 'behaviour' || outdated === 0) continue
        const runs = behaviours.component(id).version
        for (let entity = 1; entity <= MOST_FISH; entity++) {
          mixed[entity] = isOutdated(runs[entity], version) ? AMBER : column[entity]
        }
        column = mixed
      }
    },
  }
}

function isOutdated(runs: number, version: number): boolean {
  return runs !== 0 && runs !== version
}
