// readScript: reads a script's file once, and tells a missing file from a missing root.

import { lstat } from 'node:fs/promises'
import type { Sight } from './sight.ts'
import { type ReadPlace, stableRead } from './stable-read.ts'

/** Checks the root only if the file is missing: a share that drops must not remove its scripts. */
export async function readScript(file: string, place: ReadPlace): Promise<Sight> {
  const sight = await stableRead(file, place)
  if (sight.kind !== 'missing') return sight
  const root = await lstat(place.root).catch(() => undefined)
  return root?.isDirectory() ? sight : { kind: 'adrift' }
}
