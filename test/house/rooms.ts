// rooms: the folders of each part of the package, in order. A file imports from its own room and from lower ones.

/** A part of the package, and its rooms, lowest first. Files beside the rooms are above all of them. */
export interface House {
  readonly folder: string
  readonly rooms: readonly string[]
}

export const houses: readonly House[] = [
  {
    folder: 'hotreload/core',
    rooms: [
      'contracts',
      'text',
      'time',
      'events',
      'loop-guard',
      'compile',
      'intake',
      'state',
      'link',
      'history',
      'type-checks',
      'publish',
      'rollback',
      'telemetry',
      'hot-reload',
      'notices',
    ],
  },
]
