// Ways: how scripts come into a game.

import { type Behaviours, type Definition, defineBehaviour, defineSystem, f32 } from 'tickswap'
import type { InitialScript } from 'tickswap/hotreload'
import { type Backup, textHash } from 'tickswap/hotreload/adapters'
import { type EditKind, scriptText } from './distinct-texts.ts'

/** A way, and a game whose scripts come so. */
export interface Way {
  /** What the scripts are, in a few words. */
  readonly title: string
  readonly kind: Definition['kind']
  /** The scripts that are edited, in turn. No two ways have one of the same name. */
  readonly ids: readonly string[]
  /** What stands in them besides. */
  readonly imports?: Readonly<Record<string, string>>
  /** What their first texts are. Default plain ones. */
  readonly begin?: EditKind
  /** Before there is a hot reload. */
  readonly start?: (
    behaviours: Behaviours,
    backup: Backup,
  ) => { readonly scripts: Readonly<Record<string, InitialScript>> } | undefined
}

const initial = { default: defineBehaviour({ state: { heat: f32(0) } }) }

export const ways: readonly Way[] = [
  {
    title: 'that waited for its first text',
    kind: 'behaviour',
    ids: ['waiting'],
    start: (behaviours) => wait(behaviours, 'waiting'),
  },
  {
    title: 'that was registered with a definition',
    kind: 'behaviour',
    ids: ['defined'],
    start(behaviours) {
      behaviours.register('defined', defineBehaviour({ state: { heat: f32(0) } }))
      return undefined
    },
  },
  {
    title: 'that the game was built with',
    kind: 'behaviour',
    ids: ['initial'],
    start(behaviours) {
      behaviours.register('initial', initial.default)
      const text = `import { defineBehaviour, f32 } from 'tickswap'\nexport default defineBehaviour({ state: { heat: f32(0) } })`
      return { scripts: { initial: { module: initial, file: 'initial.ts', text } } }
    },
  },
  { title: 'that came while the game ran', kind: 'behaviour', ids: ['newcomer'] },
  {
    title: 'that is a system',
    kind: 'system',
    ids: ['system'],
    start(behaviours) {
      behaviours.register('system', defineSystem({}))
      return undefined
    },
  },
  { title: 'that is a system and came while the game ran', kind: 'system', ids: ['new-system'] },
  {
    title: 'that imports a helper',
    kind: 'behaviour',
    ids: ['importer', 'helper'],
    imports: { importer: "import { help } from './helper'\nexport const helped = () => help()" },
    start: (behaviours) => wait(behaviours, 'importer'),
  },
  {
    title: 'that imports another one which imports it',
    kind: 'behaviour',
    ids: ['tick', 'tock'],
    imports: {
      tick: "import { live as tock } from './tock'\nexport const other = () => tock()",
      tock: "import { live as tick } from './tick'\nexport const other = () => tick()",
    },
    start: (behaviours) => wait(behaviours, 'tick', 'tock'),
  },
  {
    title: 'that was restored from a backup',
    kind: 'behaviour',
    ids: ['restored'],
    begin: 'doesNotParse',
    start(behaviours, backup) {
      const text = scriptText({ id: 'restored', kind: 'behaviour', number: -1, edit: 'text' })
      backup.save({ id: 'restored', file: 'restored.ts', text, hash: textHash(text), savedAt: 0 })
      return wait(behaviours, 'restored')
    },
  },
]

function wait(behaviours: Behaviours, ...ids: readonly string[]): undefined {
  for (const id of ids) behaviours.register(id)
}
