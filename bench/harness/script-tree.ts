// A script tree: a folder of many scripts on the disk, of the size that scripts have.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders = 20
const lines = 100

export interface ScriptTree {
  readonly root: string
  id(index: number): string
  path(index: number): string
  /** About 3 kB, different for each index and edit. */
  text(index: number, edit: number): string
  remove(): void
}

export function createScriptTree(files: number): ScriptTree {
  const root = mkdtempSync(join(tmpdir(), 'tickswap-bench-'))
  const id = (index: number) => `folder-${index % folders}/script-${index}`
  const path = (index: number) => join(root, `${id(index)}.ts`)
  const text = (index: number, edit: number) =>
    `// Script ${index}, edit ${edit}.\n${'export const speed = 40 * 2 + 1\n'.repeat(lines)}`
  for (let folder = 0; folder < folders; folder++) mkdirSync(join(root, `folder-${folder}`))
  for (let index = 0; index < files; index++) writeFileSync(path(index), text(index, -1))
  return { root, id, path, text, remove: () => rmSync(root, { recursive: true }) }
}
