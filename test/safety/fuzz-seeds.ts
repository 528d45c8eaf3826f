// Fuzz seeds: good scripts of three origins, from which hostile ones are made.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../house/root.ts'

/** A script that is what it should be. */
export interface FuzzSeed {
  /** Such as `tsx`. */
  readonly extension: 'ts' | 'tsx' | 'js' | 'jsx'
  readonly text: string
}

const MAX_LENGTH = 30_000

/** The demo's scripts, those of the package `playcanvas`, and the programs of test262. */
export const fuzzSeeds: readonly (readonly FuzzSeed[])[] = [
  seedsIn('demo/scripts', 'ts'),
  seedsIn('node_modules/playcanvas/scripts', 'js'),
  seedsIn('node_modules/test262-parser-tests/pass', 'js'),
  [
    {
      extension: 'tsx',
      text: "const a = <p title='b'>it's {[1].map((x) => <b key={x}>{x}</b>)}</p>\nexport { a }",
    },
    {
      extension: 'ts',
      text: 'enum A { B = 1 << 2 }\nnamespace C { export const d = <T,>(e: T) => e! }',
    },
  ],
]

function seedsIn(folder: string, extension: FuzzSeed['extension']): readonly FuzzSeed[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ extension, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => text.length < MAX_LENGTH)
}
